import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ageBlobs, LONG_AGO } from './support/blobs.js';
import { doneOrHeldUp } from './support/held-up.js';
import { mailWithFile, plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

let service: Service;
let other: Service;
/** Stops the lookup whether a doomed blob is wanted; it sees the rows as they are when it gets here. */
let look: TriggerGate;
/** Stops a round of retention at its start. */
let round: TriggerGate;
/** Stops whoever starts an event or releases it for another start. */
let replaying: TriggerGate;

beforeAll(async () => {
  const often = { RETENTION_SECONDS: '1', RETAIN_LOGS_DAYS: '30', RETAIN_RAW_DAYS: '30' };
  service = await Service.start({ env: often });
  look = await TriggerGate.at(service, 1, 'BEFORE DELETE ON doomed_blobs FOR EACH STATEMENT');
  round = await TriggerGate.at(service, 2, 'BEFORE DELETE ON notifications FOR EACH STATEMENT');
  replaying = await TriggerGate.at(
    service,
    3,
    'BEFORE UPDATE OF attempts ON inbox_events FOR EACH STATEMENT',
  );
  other = await Service.start({ role: 'worker', beside: service, env: often });
});
afterAll(async () => {
  for (const gate of [look, round, replaying]) await gate?.end();
  await other?.stop();
  await service?.stop();
});

it('two workers that look at the same bytes at once keep them if a row refers to them', async () => {
  const content = 'A logo that goes with every mail';
  const { outcome } = await service.handIn(mailWithFile('ann@customer.example', 'With a logo', content));
  await ageBlobs(service);
  await look.shut();
  // a sweep that saw the file before its mail was filed may have doomed it already
  await service.sql('INSERT INTO doomed_blobs (sha256) VALUES ($1) ON CONFLICT DO NOTHING', [
    createHash('sha256').update(content).digest('hex'),
  ]);
  await look.reached(2);
  await round.shut();
  await look.open();
  await round.reached(2); // both are finished with it
  const { attachments } = await service.get(`/v1/messages/${outcome.message_id}`);
  const file = await service.call('GET', `/v1/attachments/${attachments[0].id}/content`);
  expect({ status: file.status, text: file.bytes.toString() }).toEqual({ status: 200, text: content });
  expect(await service.count('doomed_blobs')).toBe(0);
  await round.open();
});

it('an event whose payload is removed at that moment is not run again', async () => {
  const id = `${LONG_AGO.getTime().toString(16).padStart(12, '0')}70008000000000000001`.replace(
    /^(.{8})(.{4})(.{4})(.{4})/,
    '$1-$2-$3-$4-',
  );
  await service.sql(
    `INSERT INTO inbox_events (id, source, delivery_id, delivery_key, type, kind, received_at, payload, status, due_at)
     VALUES ($1, 'resend', 'old', 'old', 'email.delivered', 'delivered', $2, '{"a":1}', 'failed', 'infinity')`,
    [id, LONG_AGO],
  );
  await replaying.shut();
  const answer = service.call('POST', `/v1/events/${id}/replay`);
  await replaying.reached();
  // as retention does it
  await service.sql(
    "UPDATE inbox_events SET status = 'processed', payload = 'null', payload_purged_at = now() WHERE id = $1",
    [id],
  );
  await replaying.open();
  expect(await answer).toMatchObject({ status: 410, body: { type: '/problems/payload-purged' } });
  expect(await service.get(`/v1/events/${id}`)).toMatchObject({ status: 'processed', last_error: null });
});

it('a handed-in mail loses nothing while its event is being replayed', async () => {
  const running = await TriggerGate.at(
    service,
    4,
    `BEFORE UPDATE ON inbox_events FOR EACH ROW WHEN (NEW.status = 'processing' AND OLD.status = 'received')`,
  );
  const purging = await TriggerGate.at(service, 5, 'BEFORE UPDATE OF raw_purged_at ON messages FOR EACH ROW');
  const mail = await service.handIn(plainMail({ subject: 'Twice' }));
  await Promise.all([purging.shut(), running.shut()]);
  await service.sql('UPDATE messages SET received_at = $2 WHERE id = $1', [
    mail.outcome.message_id,
    LONG_AGO,
  ]);
  await purging.reached();
  let isAnswered = false;
  const answer = service.call('POST', `/v1/events/${mail.id}/replay`).finally(() => (isAnswered = true));
  await doneOrHeldUp(service, () => Promise.resolve(isAnswered));
  await purging.open();
  const { status } = await answer;
  await running.open();
  const event = await service.ended(mail.id);
  expect({ status, event: event.status, error: event.last_error }).toEqual({
    status: 410,
    event: 'processed',
    error: null,
  });
  await Promise.all([running.end(), purging.end()]);
});
