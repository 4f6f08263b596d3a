import { randomBytes } from 'node:crypto';
import pg from 'pg';

const serverUrl = () => process.env.TEST_DATABASE_URL!;

/** A new, empty database on the tests' server. */
export const createDatabase = (): Promise<string> => createWith('TEMPLATE template1');

/** A new, empty database with an encoding other than UTF8. */
export const createDatabaseIn = (encoding: string): Promise<string> =>
  createWith(`ENCODING '${encoding}' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`);

/** A new database in the state that a first start leaves. */
export const createMigratedDatabase = (): Promise<string> =>
  createWith(`TEMPLATE ${process.env.TEST_TEMPLATE!}`);

async function createWith(options: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await query(serverUrl(), `CREATE DATABASE ${name} ${options}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

export async function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

/** A Redis database of its own if the suite runs on Redis; undefined on PostgreSQL. */
export async function redisDatabase(): Promise<string | undefined> {
  if (!process.env.REDIS_URL) return undefined;
  await query(serverUrl(), 'CREATE SEQUENCE IF NOT EXISTS redis_databases').catch(() => undefined);
  const [row] = await query<{ n: string }>(serverUrl(), "SELECT nextval('redis_databases') AS n");
  const url = new URL(process.env.REDIS_URL);
  url.pathname = `/${Number(row!.n) % 16}`;
  const { Redis } = await import('ioredis');
  const redis = new Redis(url.href);
  await redis.flushdb();
  redis.disconnect();
  return url.href;
}
