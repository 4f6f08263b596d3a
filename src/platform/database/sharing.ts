import { SteadyClient } from './steady-client.js';
import type { Unfitness } from './fitness.js';

const SHARING: Unfitness = {
  reason:
    'A pooler in front of the database pools transactions: Postroom needs a session for each connection.',
  advice: 'Let DATABASE_URL lead to the server itself, or to a pooler that pools sessions.',
};

/**
 * Whether connections take turns in one session, as behind PgBouncer with `pool_mode=transaction`: what one of them
 * sets, prepares, locks or listens to then affects others.
 *
 * Opens two connections at once and asks which process serves each. A pooler busy with other work may happen to give
 * them two processes and goes undetected; one that pools sessions always gives two.
 *
 * @returns null if each connection has its own session
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
    for (const client of clients) void client.end().catch(() => undefined); // a connection that was never made cannot be ended
  }
}

async function servingProcess(client: SteadyClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]!.pid;
}
