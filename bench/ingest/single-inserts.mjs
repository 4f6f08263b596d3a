/** Rows a second that N clients store one by one into our inbox table: what the database gives without grouping. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const script = (bodyBytes) => `
INSERT INTO inbox_events (id, source, delivery_id, delivery_key, type, kind, email_id, payload, status, due_at)
VALUES (gen_random_uuid(), 'bench', gen_random_uuid()::text, sha256(gen_random_uuid()::text::bytea),
        'email.received', 'received', gen_random_uuid()::text, '${'x'.repeat(bodyBytes)}', 'processed', now());
`;

/** Needs PostgreSQL's own pgbench on the PATH. */
export async function singleInserts({ databaseUrl, clients, seconds, bodyBytes }) {
  const directory = await mkdtemp(join(tmpdir(), 'postroom-bench-'));
  try {
    const file = join(directory, 'insert.sql');
    await writeFile(file, script(bodyBytes));
    const threads = String(Math.min(2, clients));
    const options = ['-n', '-M', 'prepared', '-c', String(clients), '-j', threads, '-T', String(seconds)];
    const { stdout } = await run('pgbench', [...options, '-f', file, databaseUrl]);
    return Math.round(Number(/tps = ([\d.]+)/.exec(stdout)[1]));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
