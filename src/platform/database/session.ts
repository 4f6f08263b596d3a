import type pg from 'pg';

/** PostgreSQL settings by name (its manual, chapter 20). */
type Settings = Record<string, string>;

/**
 * Settings that our statements, and the driver when it reads answers, rely on: the server may be configured otherwise.
 */
const CONVENTIONS: Settings = {
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  default_transaction_isolation: 'read committed',
};

/** A pooler accepts connections before it has one to the server for them. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * Sets up a session before anything else runs on it.
 *
 * This is not done in the message that opens a connection: poolers know few settings, and refuse connections that name
 * others there (PgBouncer, `ignore_startup_parameters`).
 *
 * @throws also if the connection is lost in the packet that answers: a caller that got it would listen for the loss too
 *   late. A BullMQ worker would then never take a job again.
 */
export async function beginSession(
  client: pg.ClientBase,
  settings: Settings = {},
  withinMs = ANSWER_WITHIN_MS,
): Promise<void> {
  const told = Object.entries({ ...CONVENTIONS, ...settings });
  const text = told.map(([name, value]) => `SET ${name} = '${value}'`).join('; ');
  const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: withinMs };
  let loss: Error | undefined;
  const lose = (error: Error) => (loss = error);
  client.once('error', lose);
  await client.query(query);
  client.off('error', lose);
  if (loss !== undefined) throw loss;
}

/** `beginSession` for every connection of a pool. */
export function sessionsWith(settings: Settings, withinMs?: number): pg.PoolConfig['onConnect'] {
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it, which its types do not know
  return (client) => beginSession(client, settings, withinMs);
}
