import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One PostgreSQL for all end-to-end tests: TEST_DATABASE_URL, or a private one from our own launcher. Each test file
 * makes a database of its own in it (`support/databases.ts`).
 */
export default async function () {
  if (process.env.TEST_DATABASE_URL) return;
  const { startEmbeddedPostgres } = await import('../dist/platform/database/embedded/embedded-postgres.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'postroom-test-'));
  // under root the server runs as another account; where that cannot enter, the database would lie elsewhere and stay
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log: () => {} });
  process.env.TEST_DATABASE_URL = server.url;
  globalThis.__POSTGRES__ = { server, dataDir };
}
