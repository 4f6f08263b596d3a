import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Databases of tests are copies of it: to make the tables anew costs as much as a fifth of a start. */
const TEMPLATE = `test_template_${randomBytes(6).toString('hex')}`;

/**
 * One PostgreSQL for all end-to-end tests: TEST_DATABASE_URL, or a private one from our own launcher. Each test file
 * makes a database of its own in it (`support/databases.ts`).
 */
export default async function () {
  if (!process.env.TEST_DATABASE_URL) await startServer();
  await makeTemplate(process.env.TEST_DATABASE_URL);
  process.env.TEST_TEMPLATE = TEMPLATE;
}

async function startServer() {
  const { startEmbeddedPostgres } = await import('../dist/platform/database/embedded/embedded-postgres.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'postroom-test-'));
  // under root the server runs as another account; where that cannot enter, the database would lie elsewhere and stay
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log: () => {} });
  // as an operator would write it: what our launcher adds for itself is left out
  process.env.TEST_DATABASE_URL = server.url.split('?')[0];
  globalThis.__POSTGRES__ = { server, dataDir };
}

/** With the tables of the service as it is built, and of the queue. */
async function makeTemplate(serverUrl) {
  const { migrate } = await import('../dist/platform/database/migrate.js');
  const { migrateQueue } = await import('../dist/platform/queue/queue-backend.js');
  const { SCHEMA } = await import('../dist/schema.js');
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${TEMPLATE}`;
  await migrate(url.href, SCHEMA, process.env.REDIS_URL ? null : migrateQueue);
}
