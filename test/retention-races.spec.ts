import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ageBlobs } from './support/blobs.js';
import { mailWithFile } from './support/mails.js';
import { Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

let service: Service;
let other: Service;
/** A look whether anybody wants a doomed blob; it sees the rows as they are when it comes here. */
let look: TriggerGate;
/** A round of the retention, at its begin. */
let round: TriggerGate;

beforeAll(async () => {
  const often = { RETENTION_SECONDS: '1', RETAIN_LOGS_DAYS: '30' };
  service = await Service.start({ env: often });
  look = await TriggerGate.at(service, 1, 'BEFORE DELETE ON doomed_blobs FOR EACH STATEMENT');
  round = await TriggerGate.at(service, 2, 'BEFORE DELETE ON notifications FOR EACH STATEMENT');
  other = await Service.start({ role: 'worker', beside: service, env: often });
});
afterAll(async () => {
  for (const gate of [look, round]) await gate?.end();
  await other?.stop();
  await service?.stop();
});

it('keeps bytes that somebody wants when two workers look at them at once', async () => {
  const content = 'A logo that goes with every mail';
  const { outcome } = await service.handIn(mailWithFile('ann@customer.example', 'With a logo', content));
  await ageBlobs(service);
  await look.shut();
  await service.sql('INSERT INTO doomed_blobs (sha256) VALUES ($1)', [
    createHash('sha256').update(content).digest('hex'),
  ]);
  await look.reached(2);
  await round.shut();
  await look.open();
  await round.reached(2); // both have done with it
  const { attachments } = await service.get(`/v1/messages/${outcome.message_id}`);
  const file = await service.call('GET', `/v1/attachments/${attachments[0].id}/content`);
  expect({ status: file.status, text: file.bytes.toString() }).toEqual({ status: 200, text: content });
  expect(await service.count('doomed_blobs')).toBe(0);
  await round.open();
});
