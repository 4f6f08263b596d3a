import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageBlobs, blobsOf, LONG_AGO } from './support/blobs.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { ok, Receiver } from './support/receiver.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

const idAt = (time: Date, n: number) => {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
};

let service: Service;
let receiver: Receiver;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await Simulator.start();
  receiver = await Receiver.start();
  const days = Object.fromEntries(
    ['RAW', 'ATTACHMENTS', 'PAYLOADS', 'LOGS', 'AUDIT'].map((name) => [`RETAIN_${name}_DAYS`, '30']),
  );
  const often = { RETENTION_SECONDS: '1', BLOB_SWEEP_SECONDS: '1' };
  const env = { ...simulator.env, ...days, ...often, OUTBOUND_ALLOWED_HOSTS: receiver.host };
  service = await Service.start({ env });
  await simulator.announceTo(service);
});
afterAll(async () => {
  await service?.stop();
  await receiver?.stop();
  await simulator?.stop();
});

const withFile = (subject: string, content: string) =>
  plainMail({
    subject,
    headers: ['Content-Type: multipart/mixed; boundary=b'],
    body: `--b\r\n\r\nSee the file.\r\n--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n${content}\r\n--b--`,
  }).replace('Content-Type: text/plain; charset=utf-8\r\n', '');

/** What a worker leaves behind if it dies before the bytes have a row. */
async function leaveBlob(content: string): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const folder = join(service.env.DATA_DIR!, 'blobs', sha256.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, sha256), content);
  return sha256;
}

/** The bytes of a message and of its files. */
async function digestsOf(messageId: string): Promise<string[]> {
  const raw = await service.call('GET', `/v1/messages/${messageId}/raw`);
  const { attachments } = await message(messageId);
  return [
    createHash('sha256').update(raw.bytes).digest('hex'),
    ...attachments.map((attachment: { sha256: string }) => attachment.sha256),
  ];
}

/** Makes the mail look as if it came in long ago. */
const age = (messageId: string) =>
  service.sql('UPDATE messages SET received_at = $2 WHERE id = $1', [messageId, LONG_AGO]);
const blobs = () => blobsOf(service);
const message = (id: string) => service.get(`/v1/messages/${id}`);
const purged = (id: string) =>
  eventually(async () => {
    const seen = await message(id);
    const isPurged = seen.raw_purged_at !== null && seen.attachments[0].purged_at !== null;
    return isPurged ? seen : null;
  });
/** The bytes are gone for good once nothing is doomed any more. */
const noneDoomed = () => eventually(async () => ((await service.count('doomed_blobs')) === 0 ? true : null));

describe('retention', () => {
  it('removes old raw mail and files, says so, and keeps what the messages say of them', async () => {
    const { outcome, id: eventId } = await service.handIn(withFile('Old', 'only here'));
    const { outcome: fresh } = await service.handIn(withFile('New', 'somewhere else'));
    const before = await message(outcome.message_id);
    expect(before).toMatchObject({ raw_purged_at: null, attachments: [{ purged_at: null }] });
    await ageBlobs(service);
    await age(outcome.message_id);
    const after = await purged(outcome.message_id);
    const marks = { raw_purged_at: expect.any(String), received_at: LONG_AGO.toISOString() };
    const [attachment] = before.attachments;
    const attachments = [{ ...attachment, purged_at: expect.any(String) }];
    expect(after).toEqual({ ...before, ...marks, attachments });
    const raw = await service.call('GET', `/v1/messages/${outcome.message_id}/raw`);
    expect(raw).toMatchObject({ status: 410, body: { type: '/problems/raw-purged' } });
    const file = await service.call('GET', `/v1/attachments/${attachment.id}/content`);
    expect(file).toMatchObject({ status: 410, body: { type: '/problems/attachment-purged' } });
    const replay = await service.call('POST', `/v1/events/${eventId}/replay`);
    expect(replay).toMatchObject({ status: 410, body: { type: '/problems/payload-purged' } });
    await noneDoomed();
    expect(await blobs()).not.toContain(attachment.sha256);
    expect((await service.call('GET', `/v1/messages/${fresh.message_id}/raw`)).status).toBe(200);
  });

  it('keeps bytes that another message shares, and bytes that were just stored', async () => {
    const { outcome: old } = await service.handIn(withFile('One logo', 'shared logo'));
    const { outcome: fresh } = await service.handIn(withFile('Same logo', 'shared logo'));
    await ageBlobs(service);
    const { outcome: recent } = await service.handIn(withFile('Other', 'put just now'));
    await age(old.message_id);
    await age(recent.message_id);
    await purged(old.message_id);
    const { attachments } = await purged(recent.message_id);
    const [shared] = (await message(fresh.message_id)).attachments;
    const content = await service.call('GET', `/v1/attachments/${shared.id}/content`);
    expect(content).toMatchObject({ status: 200 });
    expect(content.bytes.toString()).toBe('shared logo');
    expect(await blobs()).toContain(attachments[0].sha256);
    await ageBlobs(service);
    await noneDoomed();
    expect(await blobs()).not.toContain(attachments[0].sha256);
    expect(await blobs()).toContain(shared.sha256);
  });

  it('removes the bytes of a truncated download, and nothing of the mail that followed from it', async () => {
    const before = new Set(await blobs());
    await simulator.fault({ kind: 'download_wrong_length', count: 1 });
    const { email_id } = await simulator.deliver(withFile('Cut off', 'x'.repeat(5000)));
    const [announced] = (await service.get(`/v1/events?email_id=${email_id}`)).data;
    const { outcome, attempts } = await service.ended(announced.id);
    expect(attempts).toBe(2);
    await ageBlobs(service);
    const wanted = (await digestsOf(outcome.message_id)).sort();
    const brought = async () => (await blobs()).filter((sha256) => !before.has(sha256)).sort();
    expect(wanted).toHaveLength(2);
    await eventually(async () => ((await brought()).length === wanted.length ? true : null));
    expect(await brought()).toEqual(wanted);
  });

  it('removes bytes that nothing refers to, after a while', async () => {
    const { outcome } = await service.handIn(withFile('Beside', 'beside the strays'));
    const stray = await leaveBlob('left by a dead worker');
    await ageBlobs(service);
    const young = await leaveBlob('perhaps of a living worker');
    await eventually(async () => ((await blobs()).includes(stray) ? null : true));
    expect(await blobs()).toEqual(expect.arrayContaining([young, ...(await digestsOf(outcome.message_id))]));
  });

  it('lets a mail whose bytes were removed be replayed, even after they were removed a second time', async () => {
    const { email_id } = await simulator.deliver(withFile('Run again', 'fetched again'));
    const [{ id }] = (await service.get(`/v1/events?email_id=${email_id}`)).data;
    const { outcome } = await service.ended(id);
    const [raw] = await digestsOf(outcome.message_id);
    await age(outcome.message_id);
    await purged(outcome.message_id);
    for (let time = 1; time <= 2; time += 1) {
      await ageBlobs(service);
      await eventually(async () => ((await blobs()).includes(raw!) ? null : true));
      expect((await service.call('POST', `/v1/events/${id}/replay`)).status).toBe(202);
      expect(await service.ended(id)).toMatchObject({
        status: 'processed',
        outcome: { kind: 'message_known' },
      });
      expect(await blobs()).toContain(raw);
    }
  });

  it.each(['received', 'processing', 'parked', 'failed'])(
    'never removes the mail and payload of an event that is %s',
    async (status) => {
      const open = await service.handIn(withFile(`Of an event that is ${status}`, `kept for ${status}`));
      const { outcome: over } = await service.handIn(withFile('Control', `control of ${status}`));
      // far in the future, so that no worker takes it
      await service.sql(
        "UPDATE inbox_events SET status = $2, due_at = 'infinity', lease_until = 'infinity' WHERE id = $1",
        [open.id, status],
      );
      await age(open.outcome.message_id);
      await age(over.message_id); // younger than the other: once it is gone, the other has been considered
      await purged(over.message_id);
      expect(await message(open.outcome.message_id)).toMatchObject({
        raw_purged_at: null,
        attachments: [{ purged_at: null }],
      });
      expect((await service.get(`/v1/events/${open.id}`)).payload).not.toBeNull();
      await service.sql("UPDATE inbox_events SET status = 'processed' WHERE id = $1", [open.id]);
      await purged(open.outcome.message_id);
    },
  );

  it('removes payloads of old finished events; the events remain and cannot be replayed', async () => {
    const insert = (n: number, status: string) =>
      service.sql(
        `INSERT INTO inbox_events (id, source, delivery_id, delivery_key, type, kind, received_at, payload, status, due_at)
         VALUES ($1, 'resend', $2, sha256(convert_to($2, 'UTF8')), 'email.delivered', 'delivered', $3, '{"a":1}', $4, 'infinity')`,
        [idAt(LONG_AGO, n), `old-${n}`, LONG_AGO, status],
      );
    for (const [n, status] of ['failed', 'parked', 'ignored', 'processed'].entries()) await insert(n, status);
    const event = (n: number) => service.get(`/v1/events/${idAt(LONG_AGO, n)}`);
    await eventually(async () => ((await event(3)).payload_purged_at === null ? null : true));
    const seen = await Promise.all([0, 1, 2, 3].map(event));
    expect(seen.map(({ payload }) => payload)).toEqual([{ a: 1 }, { a: 1 }, null, null]);
    const bulk = { status: 'processed', until: new Date(LONG_AGO.getTime() + 60_000).toISOString() };
    const replay = await service.call('POST', '/v1/events/replay', { body: bulk });
    expect(replay.body).toMatchObject({ matched: 0 });
  });

  it('removes old entries of webhook logs and of the audit log, but nothing that still waits to be sent', async () => {
    receiver.behave = ok;
    const made = await service.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['*'] } });
    const { id } = made.body;
    const test = () => service.call('POST', `/v1/webhooks/${id}/test`);
    const [{ body: sent }, { body: waiting }, { body: recent }] = [await test(), await test(), await test()];
    const logs = async () =>
      (await service.get(`/v1/webhooks/${id}/logs`)).data as { id: string; status: string }[];
    await eventually(async () => {
      const delivered = (await logs()).filter(({ status }) => status === 'delivered');
      return delivered.length === 3 ? true : null;
    });
    await service.sql(
      "UPDATE webhook_deliveries SET status = 'pending', due_at = now() + interval '1 day' WHERE id = $1",
      [waiting.id],
    );
    await service.sql('UPDATE notifications SET occurred_at = $2 WHERE id = ANY($1)', [
      [sent.message_id, waiting.message_id],
      LONG_AGO,
    ]);
    await eventually(async () => ((await logs()).length === 2 ? true : null));
    expect((await logs()).map((entry) => entry.id).sort()).toEqual([waiting.id, recent.id].sort());

    await service.sql(
      `INSERT INTO audit_log (id, at, actor, action, object, address, request_id)
       VALUES ($1, $2, 'admin', 'long.ago', '/v1', '::1', 'r')`,
      [idAt(LONG_AGO, 1), LONG_AGO],
    );
    await eventually(async () =>
      (await service.get('/v1/audit?action=long.ago')).data.length === 0 ? true : null,
    );
    expect((await service.get('/v1/audit?action=webhookEndpoints.create')).data).toHaveLength(1);
  });

  it('counts on /metrics what it removed', async () => {
    const { bytes } = await service.call('GET', '/metrics');
    for (const name of ['raw', 'attachments', 'payloads', 'logs', 'audit', 'blobs']) {
      expect(bytes.toString()).toMatch(new RegExp(`^retention_purged_total\\{class="${name}"\\} [1-9]`, 'm'));
    }
  });
});

describe('retention in a process whose clock is a year fast', () => {
  const AHEAD = `
    const Now = Date, ms = 365 * 24 * 3600 * 1000;
    globalThis.Date = class extends Now {
      constructor(...parts) { super(...(parts.length === 0 ? [Now.now() + ms] : parts)); }
      static now() { return Now.now() + ms; }
    };`;
  const NOBODYS = '0'.repeat(64);
  let hasty: Service;
  beforeAll(async () => {
    const nodeOptions = `--import=data:text/javascript,${encodeURIComponent(AHEAD)}`;
    const env = {
      RETENTION_SECONDS: '1',
      BLOB_SWEEP_SECONDS: '1',
      RETAIN_RAW_DAYS: '30',
      RETAIN_AUDIT_DAYS: '30',
    };
    hasty = await Service.start({ env: { ...env, NODE_OPTIONS: nodeOptions } });
  });
  afterAll(async () => {
    await hasty?.stop();
  });

  /** Unreferenced bytes are given up at the end of a round. */
  async function roundEnds() {
    await hasty.sql('INSERT INTO doomed_blobs (sha256) VALUES ($1)', [NOBODYS]);
    const isDoomed = 'SELECT FROM doomed_blobs WHERE sha256 = $1';
    await eventually(async () => ((await hasty.sql(isDoomed, [NOBODYS])).length === 0 ? true : null));
  }

  it("removes nothing that is recent by the database's clock", async () => {
    const { outcome } = await hasty.handIn(plainMail({ subject: 'Just now' }));
    await roundEnds();
    await roundEnds(); // the first round may have begun before the mail was filed
    const raw = await hasty.call('GET', `/v1/messages/${outcome.message_id}/raw`);
    expect(raw).toMatchObject({ status: 200 });
    expect(raw.bytes.toString()).toContain('Subject: Just now');
  });

  it('continues with all other kinds if one cannot be removed', async () => {
    await hasty.sql(
      `INSERT INTO audit_log (id, at, actor, action, object, address, request_id)
       VALUES ($1, $2, 'admin', 'long.ago', '/v1', '::1', 'r')`,
      [idAt(new Date('2001-01-01'), 1), new Date('2001-01-01')],
    );
    await hasty.sql(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                     $$ BEGIN RAISE EXCEPTION 'it cannot be taken away'; END $$`);
    await hasty.sql('CREATE TRIGGER refuse BEFORE DELETE ON audit_log EXECUTE FUNCTION refuse()');
    const isTold = (line: string) => line.includes('it cannot be taken away');
    await eventually(() => Promise.resolve(hasty.program.lines.some(isTold) ? true : null));
    await roundEnds();
    expect((await hasty.get('/v1/audit?action=long.ago')).data).toHaveLength(1);
  });
});
