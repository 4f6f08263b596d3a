import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FAILPOINTS } from '../../src/platform/failpoint.js';
import { getFreePort } from '../../src/platform/database/embedded/free-port.js';
import { eventually } from '../support/eventually.js';
import { createDatabase, redisDatabase } from '../support/databases.js';
import { Service } from '../support/service.js';
import { Simulator } from '../support/simulator.js';

let simulator: Simulator;
let env: Record<string, string | undefined>;
beforeAll(async () => {
  simulator = await Simulator.start();
  env = {
    ...simulator.env,
    PORT: String(await getFreePort()),
    DATA_DIR: await mkdtemp(join(tmpdir(), 'postroom-data-')),
    DATABASE_URL: await createDatabase(),
    REDIS_URL: await redisDatabase(),
  };
  await simulator.announceTo({ url: `http://127.0.0.1:${env.PORT}` });
});
let service: Service | null = null;
afterEach(async () => {
  await service?.program.stop('SIGKILL');
});
afterAll(async () => {
  await simulator?.stop();
  await rm(env.DATA_DIR!, { recursive: true, force: true });
});

/** A mail with two files that no other mail has. */
const mailOf = (point: string) =>
  [
    'From: Ann Lee <ann@customer.example>',
    'To: support@desk.example',
    `Subject: ${point}`,
    `Message-ID: <${point}@customer.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...['text/plain', 'application/x-first; name=first', 'application/x-second; name=second'].flatMap(
      (type) => ['--b', `Content-Type: ${type}`, '', `${type} ${point}`],
    ),
    '--b--',
    '',
  ].join('\r\n');

/** Starts the service with the failpoint armed. Work left by an earlier process may kill it before it is ready. */
async function startArmed(point: string): Promise<Service | null> {
  return Service.start({ env: { ...env, FAILPOINT: point } }).catch((error: Error) => {
    if (!error.message.includes('ended with SIGKILL')) throw error;
    return null;
  });
}

async function storedBlobs(): Promise<string[]> {
  const files = await readdir(join(env.DATA_DIR!, 'blobs'), { recursive: true });
  return files
    .map((file) => basename(file))
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .sort();
}

describe('a process that dies between two steps', () => {
  it.each(FAILPOINTS)(
    'dies at %s',
    async (point) => {
      service = await startArmed(point);
      await simulator.control('POST', '/inbound', { raw: mailOf(point) });
      await eventually(() => Promise.resolve(service?.program.isRunning ? null : true));
      expect(service === null ? 'SIGKILL' : service.program.child.signalCode).toBe('SIGKILL');
    },
    120_000,
  );

  it('leaves each mail as one ticket with one message, its files once, and no blob without a row', async () => {
    const well = (service = await Service.start({ env }));
    await eventually(async () => {
      await simulator.control('POST', '/clock', { body: { advance_s: 300 } }); // the provider's next attempts
      return (await well.count('tickets')) >= FAILPOINTS.length ? true : null;
    });
    await well.settled();
    const filed = await well.sql(
      `SELECT ticket.subject, count(*)::int AS messages,
              sum((SELECT count(*) FROM attachments WHERE message_id = message.id))::int AS files
       FROM tickets AS ticket JOIN messages AS message ON message.ticket_id = ticket.id
       GROUP BY ticket.id ORDER BY ticket.subject`,
    );
    const once = [...FAILPOINTS].sort().map((subject) => ({ subject, messages: 1, files: 2 }));
    const named = await well.sql<{ sha256: string }>(
      `SELECT raw_sha256 AS sha256 FROM messages UNION SELECT sha256 FROM attachments ORDER BY 1`,
    );
    const events = await well.sql('SELECT DISTINCT status FROM inbox_events');
    expect(filed).toEqual(once);
    expect(events).toEqual([{ status: 'processed' }]);
    expect(await storedBlobs()).toEqual(named.map(({ sha256 }) => sha256).sort());
  });
});
