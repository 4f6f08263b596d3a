import { SteadyClient } from './steady-client.js';
import type { Unfitness } from './fitness.js';

const SHARING: Unfitness = {
  reason:
    'A pooler in front of the database pools transactions: Postroom needs a session for each connection.',
  advice: 'Let DATABASE_URL lead to the server itself, or to a pooler that pools sessions.',
};

/**
 * Whether connections take turns in one session, as behind PgBouncer with `pool_mode=transaction`: there what one of them
 * sets, prepares, locks or listens to is another one's.
 *
 * Two that are open at once are asked for the process that serves them. A pooler amid other work may happen to give them
 * two, and is not found out; one that pools sessions always does.
 *
 * @returns null when they have sessions of their own
 */
export async function findSharing(url: string): Promise<Unfitness | null> {
  const clients = [url, url].map((connectionString) => new SteadyClient({ connectionString }));
  try {
    for (const client of clients) await client.connect();
    const [one, other] = clients as [SteadyClient, SteadyClient];
    const first = await servingProcess(one);
    const isShared = (await servingProcess(other)) === first || (await servingProcess(one)) !== first;
    return isShared ? SHARING : null;
  } finally {
    for (const client of clients) void client.end().catch(() => undefined); // one that never was cannot be ended
  }
}

async function servingProcess(client: SteadyClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]!.pid;
}
