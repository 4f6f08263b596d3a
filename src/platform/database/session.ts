import type pg from 'pg';

/** Settings of PostgreSQL, by their names (its manual, chapter 20). */
type Settings = Record<string, string>;

/** What our statements, and the driver where it reads answers, count on: the server may be set up otherwise. */
const CONVENTIONS: Settings = {
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  default_transaction_isolation: 'read committed',
};

/** A pooler takes connections before it has one for them. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * Settles how a session speaks, before anything else runs on it.
 *
 * Not with the message that begins a connection: poolers know few settings, and refuse who names another one there
 * (PgBouncer, `ignore_startup_parameters`).
 *
 * @throws also when the connection is lost in the packet that answers: whoever were handed it would listen for its loss too
 *   late. A worker of BullMQ never takes a job again then.
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

/** `beginSession` for each connection of a pool. */
export function sessionsWith(settings: Settings, withinMs?: number): pg.PoolConfig['onConnect'] {
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it, which its types do not know
  return (client) => beginSession(client, settings, withinMs);
}
