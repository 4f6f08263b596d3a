import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { TableGate } from './support/table-gate.js';
import { TriggerGate } from './support/trigger-gate.js';
import { WireCut } from './support/wire-cut.js';

let one: Service;
let two: Service;
beforeAll(async () => {
  one = await Service.start({ role: 'api' });
  two = await Service.start({ role: 'api', beside: one });
});
afterAll(async () => {
  await two?.program.stop();
  await one?.stop();
});

const createKey = (service: Service, idempotencyKey: string, body: Record<string, unknown> = {}) =>
  service.call('POST', '/v1/api-keys', {
    body: { name: 'once', preset: 'reader', ...body },
    headers: { 'idempotency-key': idempotencyKey },
  });

/** As if the processes that carry out requests had died. */
const LONG_SILENT =
  "UPDATE idempotent_requests SET alive_at = now() - interval '2 minutes' WHERE answer IS NULL";

describe('a write with an Idempotency-Key', () => {
  it('has one effect and the same answer if sent again', async () => {
    const key = randomUUID();
    const before = await one.count('api_keys');
    const first = await createKey(one, key);
    const again = await createKey(two, key);
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await one.count('api_keys')).toBe(before + 1);
  });

  it('has one effect and 40 equal answers if sent 40 times at once to two processes', async () => {
    const key = randomUUID();
    const before = await one.count('api_keys');
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => createKey(n % 2 === 0 ? one : two, key)),
    );
    expect(new Set(answers.map(({ status, bytes }) => `${status} ${bytes.toString()}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(await one.count('api_keys')).toBe(before + 1);
  });

  it('is refused without effect if the key came with another body: 409', async () => {
    const key = randomUUID();
    await createKey(one, key);
    const before = await one.count('api_keys');
    const other = await createKey(two, key, { name: 'twice' });
    expect(other).toMatchObject({ status: 409, body: { type: '/problems/idempotency-key-reused' } });
    expect(await one.count('api_keys')).toBe(before);
  });

  it('is refused if the key came with another envelope: 409', async () => {
    const mail = plainMail();
    const handIn = (to: string) =>
      one.call('POST', '/v1/inbound', {
        raw: mail,
        headers: { 'content-type': 'message/rfc822', 'idempotency-key': key, 'x-envelope-to': to },
      });
    const key = randomUUID();
    expect((await handIn('sales@desk.example')).status).toBe(202);
    expect((await handIn('sales@desk.example')).headers.get('idempotent-replayed')).toBe('true');
    expect((await handIn('help@desk.example')).status).toBe(409);
  });

  it('leaves its key free for a corrected request if it was refused', async () => {
    const key = randomUUID();
    expect((await createKey(one, key, { preset: 'root' })).status).toBe(422);
    expect((await createKey(one, key)).status).toBe(201);
  });

  it('belongs to its caller: another API key may use the same Idempotency-Key', async () => {
    const key = randomUUID();
    const { body: manager } = await createKey(one, randomUUID(), { preset: undefined, scopes: ['keys:*'] });
    const ours = await createKey(one, key, { preset: undefined, scopes: ['keys:*'] });
    const theirs = await one.call('POST', '/v1/api-keys', {
      body: { name: 'once', scopes: ['keys:*'] },
      headers: { 'idempotency-key': key },
      key: manager.key,
    });
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(ours.body.id);
  });

  it('gets 409 with outcome-unknown when sent again if its process died', async () => {
    const key = randomUUID();
    await createKey(one, key);
    await one.sql(
      `UPDATE idempotent_requests SET answer = NULL, alive_at = now() - interval '2 minutes'
       WHERE started_at = (SELECT max(started_at) FROM idempotent_requests)`,
    );
    const again = await createKey(one, key);
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/outcome-unknown' } });
  });

  it('makes a repeat wait while a process still works on it, and gives both the same answer', async () => {
    const inserting = await TriggerGate.at(one, 2, 'BEFORE INSERT ON api_keys FOR EACH ROW');
    await one.sql('ALTER FUNCTION gate_2() SET lock_timeout = 0');
    await inserting.shut();
    const first = createKey(one, 'a-long-one');
    await inserting.reached();
    await one.sql(LONG_SILENT);
    await eventually(async () => {
      const alive = await one.sql(
        "SELECT FROM idempotent_requests WHERE answer IS NULL AND alive_at > now() - interval '1 minute'",
      );
      return alive.length === 1 ? true : null;
    });
    const again = createKey(two, 'a-long-one');
    await inserting.open();
    expect([(await first).status, (await again).status]).toEqual([201, 201]);
    expect((await again).body).toEqual((await first).body);
    await inserting.end();
  });

  it('is not carried out again if the database connection was lost before its answer', async () => {
    const cut = await new WireCut('FROM "messages" "Message"', 1).before(one.databaseUrl);
    const env = { DATABASE_URL: cut.databaseUrl };
    const three = await Service.start({ role: 'api', beside: one, env });
    const { body: ticket } = await one.call('POST', '/v1/tickets', { body: { subject: 'One note' } });
    const note = (service: Service) =>
      service.call('POST', `/v1/tickets/${ticket.id}/notes`, {
        body: { text: 'Once' },
        headers: { 'idempotency-key': 'a-note' },
      });
    const lost = await note(three);
    await three.program.stop();
    cut.remove();
    expect(lost).toMatchObject({ status: 503 });
    expect(lost.body.detail).toContain('A write may have taken effect.');
    expect(cut.isSpent).toBe(true);
    expect(await note(one)).toMatchObject({ status: 409, body: { type: '/problems/outcome-unknown' } });
    const { data } = await one.get(`/v1/tickets/${ticket.id}/messages`);
    expect(data).toMatchObject([{ text: 'Once' }]);
  });

  it('does not claim that nothing was stored if the database connection was cut', async () => {
    const { body: ticket } = await one.call('POST', '/v1/tickets', { body: { subject: 'One cut' } });
    const cut = await new WireCut('INSERT INTO ticket_events', 1).before(one.databaseUrl);
    const three = await Service.start({ role: 'api', beside: one, env: { DATABASE_URL: cut.databaseUrl } });
    const body = { text: 'Perhaps' };
    const lost = await three.call('POST', `/v1/tickets/${ticket.id}/notes`, { body });
    await three.program.stop();
    cut.remove();
    expect([lost.status, cut.isSpent]).toEqual([503, true]);
    expect(lost.body.detail).toContain('A write may have taken effect.');
  });

  it('is not carried out again if it took effect but found no database connection for its answer', async () => {
    const { body: ticket } = await one.call('POST', '/v1/tickets', { body: { subject: 'No answer' } });
    const note = () =>
      one.call('POST', `/v1/tickets/${ticket.id}/notes`, {
        body: { text: 'Once' },
        headers: { 'idempotency-key': 'a-note-without-answer' },
      });
    const inserting = await TriggerGate.at(one, 1, 'BEFORE INSERT ON messages FOR EACH ROW');
    await inserting.shut();
    const noted = note();
    await inserting.reached();
    const reading = await TableGate.shut(one, 'attachments');
    const readers = Array.from({ length: 30 }, () => one.call('GET', `/v1/messages/${randomUUID()}`));
    await reading.reached(15);
    await one.get('/health/live');
    await inserting.open();
    const { status, body } = await noted;
    await reading.open();
    await inserting.end();
    await Promise.all(readers);
    expect([status, body.type]).toEqual([503, '/problems/database-unavailable']);
    await one.sql(LONG_SILENT);
    expect(await note()).toMatchObject({ status: 409, body: { type: '/problems/outcome-unknown' } });
    const { data } = await one.get(`/v1/tickets/${ticket.id}/messages`);
    expect(data).toMatchObject([{ text: 'Once' }]);
  });

  it('is not carried out again if it took effect but making its answer failed', async () => {
    const { body: ticket } = await one.call('POST', '/v1/tickets', { body: { subject: 'No view' } });
    const note = () =>
      one.call('POST', `/v1/tickets/${ticket.id}/notes`, {
        body: { text: 'Once' },
        headers: { 'idempotency-key': 'a-note-without-view' },
      });
    const reading = await TableGate.shut(one, 'attachments');
    const noted = note();
    await reading.reached();
    await reading.cancel(); // as the server does after 30 s
    const { status, body } = await noted;
    await reading.open();
    expect([status, body.type]).toEqual([500, '/problems/internal-error']);
    expect(await note()).toMatchObject({ status: 409, body: { type: '/problems/outcome-unknown' } });
    const { data } = await one.get(`/v1/tickets/${ticket.id}/messages`);
    expect(data).toMatchObject([{ text: 'Once' }]);
  });

  it('counts as new after 24 hours', async () => {
    const key = randomUUID();
    const first = await createKey(one, key);
    await one.sql("UPDATE idempotent_requests SET started_at = started_at - interval '25 hours'");
    const again = await createKey(one, key);
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(first.body.id);
  });

  it.each([
    ['a space in it', 'a b'],
    ['256 characters', 'x'.repeat(256)],
  ])('is refused if the key has %s: 400', async (_what, key) => {
    const answer = await createKey(one, key);
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/idempotency-key-invalid' } });
  });

  it('keeps no secret in the database', async () => {
    const { body } = await createKey(one, randomUUID());
    const rows = await one.sql<{ answer: Buffer }>('SELECT answer FROM idempotent_requests');
    expect(rows.some(({ answer }) => answer?.includes(body.key))).toBe(false);
  });
});
