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

/**
 * Settles how a session speaks, before anything else runs on it.
 *
 * Not with the message that begins a connection: poolers know few settings, and refuse who names another one there
 * (PgBouncer, `ignore_startup_parameters`).
 */
export async function beginSession(client: pg.ClientBase, settings: Settings = {}): Promise<void> {
  const told = Object.entries({ ...CONVENTIONS, ...settings });
  await client.query(told.map(([name, value]) => `SET ${name} = '${value}'`).join('; '));
}

/** `beginSession` for each connection of a pool. */
export function sessionsWith(settings: Settings): pg.PoolConfig['onConnect'] {
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it, which its types do not know
  return (client) => beginSession(client, settings);
}
