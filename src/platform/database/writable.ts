/** True on a standby, and if configured so. @see https://www.postgresql.org/docs/current/hot-standby.html */
export const IS_READ_ONLY = `SELECT current_setting('transaction_read_only')::boolean AS is_read_only`;

export const READ_ONLY = 'The database is read-only (a standby?): nothing can be stored.';

/** Sorts 4 MB with a sixtieth of that in memory: the rest goes to a file beside the tables, which is then removed. */
export const TAKE_ROOM = `
  SELECT count(*) FROM (
    SELECT repeat(md5(n::text), 64) AS line FROM generate_series(1, 2000) AS n ORDER BY line OFFSET 0
  ) AS lines`;
