interface Queryable {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/**
 * Runs an `UPDATE` or `DELETE` and gives back its `RETURNING` rows. TypeORM answers those two with a pair of rows and
 * count, and every other statement with the rows alone.
 */
export async function returning<Row>(db: Queryable, sql: string, parameters: unknown[]): Promise<Row[]> {
  const [rows] = await db.query<[Row[], number]>(sql, parameters);
  return rows;
}
