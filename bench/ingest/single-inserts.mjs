/** Rows a second that N clients insert one by one into our inbox table: the database's rate without grouping. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeBody } from '../support/webhook-body.mjs';

const run = promisify(execFile);

/** The row that Postroom stores, as one statement; the payload is sent over the connection, as Postroom does. */
const INSERT = `
INSERT INTO inbox_events
  (id, source, delivery_id, delivery_key, type, kind, email_id, occurred_at, payload, status, due_at, finished_at)
VALUES (uuidv7(), 'resend', 'msg_' || gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'email.received',
  'received', gen_random_uuid()::text, now(), :payload, 'received', now() + interval '5 seconds', NULL);
`;

/** Needs PostgreSQL's own pgbench on the PATH. */
export async function singleInserts({ databaseUrl, clients, seconds, bodyBytes }) {
  const directory = await mkdtemp(join(tmpdir(), 'postroom-bench-'));
  try {
    const file = join(directory, 'insert.sql');
    await writeFile(file, INSERT);
    const threads = String(Math.min(2, clients));
    const options = ['-n', '-M', 'prepared', '-c', String(clients), '-j', threads, '-T', String(seconds)];
    const payload = `payload=${makeBody(bodyBytes)}`;
    const { stdout } = await run('pgbench', [...options, '-D', payload, '-f', file, databaseUrl]);
    return Math.round(Number(/tps = ([\d.]+)/.exec(stdout)[1]));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
