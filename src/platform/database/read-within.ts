import type { DataSource } from 'typeorm';

/**
 * Rows of a read that may be slow. The database itself ends it after this time: a read that nobody waits for any more,
 * and that is soon repeated, must not keep running.
 */
export function readWithin<Row>(
  database: DataSource,
  timeoutMs: number,
  text: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  return database.transaction(async (tx) => {
    await tx.query(`SET LOCAL statement_timeout = ${timeoutMs}`);
    return tx.query<Row[]>(text, parameters);
  });
}
