import type { DataSource } from 'typeorm';

/**
 * Rows of a read that may turn out slow. The database itself ends it after that time: one that nobody waits for any more, and
 * that is asked again soon, must not run on.
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
