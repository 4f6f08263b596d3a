import type { DataSource, ObjectType } from 'typeorm';

interface Queryable {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/**
 * Runs an `UPDATE` or `DELETE` and returns its `RETURNING` rows. For these two TypeORM returns a pair of rows and
 * count, for every other statement just the rows.
 */
export async function returning<Row>(db: Queryable, sql: string, parameters: unknown[]): Promise<Row[]> {
  const [rows] = await db.query<[Row[], number]>(sql, parameters);
  return rows;
}

/** An entity's columns under the names of its properties, so that a `RETURNING` row is the entity. */
export function columnsOf(database: DataSource, entity: ObjectType<object>): string {
  return database
    .getMetadata(entity)
    .columns.map(({ databaseName, propertyName }) => `"${databaseName}" AS "${propertyName}"`)
    .join(', ');
}
