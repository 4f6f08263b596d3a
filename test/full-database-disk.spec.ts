import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bounce, post, sentMailEvent } from './support/delivery-events.js';
import { query } from './support/databases.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { SmallDisk } from './support/small-disk.js';

/** The cluster takes 40 MB; with the WAL written here, some room is left. */
const disk = SmallDisk.mount('192m');
const inMounted = disk.isMounted ? describe : describe.skip;
const home = join(disk.directory, 'postgres');

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  if (!disk.isMounted) return;
  simulator = await Simulator.start();
  service = await Service.start({
    env: { ...simulator.env, DATA_DIR: disk.directory, DATABASE_URL: undefined, REDIS_URL: undefined },
  });
  await simulator.announceTo(service);
});
afterAll(async () => {
  await disk.makeRoom();
  await service?.program.stop();
  await simulator?.stop();
  disk.remove();
});

const sql = async <Row extends Record<string, unknown>>(text: string): Promise<Row[]> => {
  const password = readFileSync(join(home, 'password'), 'utf8').trim();
  const port = readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[3];
  return query<Row>(`postgres://postroom:${password}@127.0.0.1:${port}/postroom`, text);
};

/** Addresses that have bounced: one event each, too large for the free space in existing pages. */
const told: string[] = [];
const bounceOf = () => {
  told.push(`b${told.length}@customer.example`);
  const padding = randomBytes(12_000).toString('base64');
  return { to: [told.at(-1)!], data: { ...bounce('Permanent', 'General'), padding } };
};
const emitBounce = () => {
  const { to, data } = bounceOf();
  return simulator.emit({ type: 'email.bounced', data: { email_id: `mail-${told.length}`, to, ...data } });
};

/** Resolves when readiness says this about the database. */
const readinessSays = (said: { ok: boolean; detail: unknown }) =>
  eventually(async () => {
    const { status, body } = await service.call('GET', '/health/ready', { key: null });
    const { ok, detail } = body.checks.database;
    try {
      expect({ ok, detail }).toEqual(said);
    } catch {
      return null;
    }
    expect(status).toBe(ok && body.checks.storage.ok ? 200 : 503);
    return true;
  });

/** Resolves when everything the provider has for us was stored once and processed. */
const allIsHere = (mails: number) =>
  eventually(async () => {
    await simulator.control('POST', '/clock', { body: { advance_s: 300 } }); // the provider's next attempts
    await simulator.idle();
    const [row] = await sql<Record<string, number>>(`
      SELECT (SELECT count(*)::int FROM inbox_events) AS events,
             (SELECT count(*)::int FROM inbox_events WHERE status = 'processed') AS processed,
             (SELECT count(*)::int FROM suppressions) AS suppressions,
             (SELECT count(*)::int FROM tickets) AS tickets,
             (SELECT count(*)::int FROM messages) AS messages`).catch(() => []);
    return row !== undefined && row.processed === told.length + mails ? row : null;
  }, 120_000);

const expected = (mails: number) => ({
  events: told.length + mails,
  processed: told.length + mails,
  suppressions: told.length,
  tickets: mails,
  messages: mails,
});

inMounted('a disk that is full under the database (needs the right to mount)', () => {
  it('leaves webhooks waiting at the provider, and readiness says why', async () => {
    await simulator.deliver(plainMail());
    expect(await allIsHere(1)).toEqual(expected(1));
    await disk.fill();
    await eventually(async () => {
      await emitBounce();
      return (await simulator.stats()).attempts_by_status['503'] ?? null;
    });
    await simulator.deliver(plainMail());
    const refused = await eventually(async () => {
      const { to, data } = bounceOf();
      const answer = await post(service, sentMailEvent('email.bounced', { to, data }));
      if (answer.status === 200) return null;
      told.pop();
      return answer;
    });
    expect(refused).toMatchObject({ status: 503, body: { type: '/problems/database-unavailable' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await readinessSays({ ok: false, detail: 'The disk under the database is full: nothing can be stored.' });
  });

  it('accepts all of it once there is room again, and nothing twice', async () => {
    await disk.makeRoom();
    expect(await allIsHere(2)).toEqual(expected(2));
    await readinessSays({ ok: true, detail: null });
  });

  it('does not end the service, even if the server exits for want of WAL', async () => {
    await disk.fill();
    const writeWal = () => sql(`SELECT pg_logical_emit_message(true, 'test', repeat('x', 100000))`);
    await eventually(() =>
      writeWal().then(
        () => null,
        () => true,
      ),
    );
    await readinessSays({
      ok: false,
      detail: expect.stringContaining('The disk that holds DATA_DIR is full.'),
    });
    for (let n = 0; n < 3; n += 1) await emitBounce();
    await simulator.deliver(plainMail());

    await disk.makeRoom();
    expect(await allIsHere(3)).toEqual(expected(3));
    await readinessSays({ ok: true, detail: null });
    expect(service.program.isRunning).toBe(true);
  }, 300_000);
});
