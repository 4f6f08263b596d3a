/**
 * The smallest id that a row stored at or after this time can have. Ids are UUIDv7 (RFC 9562 §5.7): the first 48 bits
 * are the time, so the primary key finds recent rows.
 */
export function firstIdAt(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** The same in SQL. */
const firstIdOf = (time: string): string => `
  (lpad(to_hex((extract(epoch FROM greatest(${time}, 'epoch'::timestamptz)) * 1000)::bigint), 12, '0')
   || '70008000000000000000')::uuid`;

/**
 * Processes generate ids by their own clocks, which may be slightly wrong. A process whose clock is wrong by more is
 * not ready to work.
 */
const CLOCK_MARGIN = "interval '1 hour'";

/**
 * SQL condition met by the ids of rows whose time is at or after this one: a scan by id reads no rows much older.
 *
 * @param time expression; if it is null, all ids meet the condition
 */
export const idsSince = (id: string, time: string): string =>
  `${id} >= ${firstIdOf(`${time} - ${CLOCK_MARGIN}`)}`;

/** The same for rows whose time is before this one. */
export const idsUntil = (id: string, time: string): string =>
  `${id} < ${firstIdOf(`coalesce(${time} + ${CLOCK_MARGIN}, '9999-01-01')`)}`;
