import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { ageBlobs, blobsOf } from './support/blobs.js';
import { eventually } from './support/eventually.js';
import { mailWithFile, plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { TriggerGate } from './support/trigger-gate.js';

/** Start of the subject of mails that stop right before their row is written. */
const STOPPED = 'Stopped before its row';

let simulator: Simulator;
let service: Service;
let filing: TriggerGate;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({
    env: { ...simulator.env, RETENTION_SECONDS: '1', RETAIN_LOGS_DAYS: '30', BLOB_SWEEP_SECONDS: '3600' },
  });
  await simulator.announceTo(service);
  const point = `BEFORE INSERT ON messages FOR EACH ROW WHEN (NEW.subject LIKE '${STOPPED}%')`;
  filing = await TriggerGate.at(service, 1, point);
});
afterEach(() => filing.open());
afterAll(async () => {
  await filing?.end();
  await service?.stop();
  await simulator?.stop();
});

const kept = () => service.sql<{ raw_sha256: string }>('SELECT raw_sha256 FROM inbound_emails');

const downloads = async () => (await simulator.stats()).calls['GET /_cdn/:id/raw'] ?? 0;

const eventOf = async ({ email_id }: { email_id: string }) =>
  (await service.get(`/v1/events?email_id=${email_id}`)).data[0];

const digest = (raw: string) => createHash('sha256').update(raw).digest('hex');

it('a mail that cannot be filed yet is downloaded once, and leaves nothing but its message', async () => {
  const before = await downloads();
  await filing.shut();
  const raw = plainMail({ subject: `${STOPPED}: try again` });
  const event = await eventOf(await simulator.deliver(raw));
  await eventually(async () => {
    const { status, last_error: error } = await service.get(`/v1/events/${event.id}`);
    return status === 'received' && error !== null ? true : null;
  });
  expect(await kept()).toEqual([{ raw_sha256: digest(raw) }]);
  await filing.open();
  expect(await service.ended(event.id)).toMatchObject({ outcome: { kind: 'ticket_opened' } });
  expect(await downloads()).toBe(before + 1);
  expect(await kept()).toEqual([]);
});

it('a filed mail that is replayed or announced again needs no request to the provider', async () => {
  const event = await eventOf(await simulator.deliver(plainMail()));
  await service.ended(event.id);
  const before = await downloads();
  expect((await service.call('POST', `/v1/events/${event.id}/replay`)).status).toBe(202);
  expect(await service.ended(event.id)).toMatchObject({ outcome: { kind: 'message_known' } });
  const { payload } = await service.get(`/v1/events/${event.id}`);
  await simulator.emit({ type: 'email.received', data: payload.data });
  await service.settled();
  const { data } = await service.get(`/v1/events?email_id=${event.email_id}`);
  expect(data).toMatchObject([{ outcome: { kind: 'message_known' } }, { id: event.id }]);
  expect(await downloads()).toBe(before);
});

it('a mail that is being filed while its sender is erased leaves no bytes', async () => {
  const address = 'leaver@erased.example';
  await service.handIn(plainMail({ from: address }));
  const { data } = await service.get(`/v1/contacts?address=${address}`);
  await filing.shut();
  const raw = mailWithFile(address, `${STOPPED}: erased`, 'A file of somebody who leaves');
  const event = await eventOf(await simulator.deliver(raw));
  await filing.reached();
  const brought = [digest(raw), digest('A file of somebody who leaves')];
  expect(await blobsOf(service)).toEqual(expect.arrayContaining(brought));
  const { id: erasureId } = (await service.call('DELETE', `/v1/contacts/${data[0].id}`)).body;
  // the event is taken away while its mail waits
  await eventually(async () =>
    (await service.get(`/v1/events/${event.id}`)).status === 'ignored' ? true : null,
  );
  await filing.open();
  await eventually(async () => {
    await ageBlobs(service);
    const blobs = await blobsOf(service);
    return brought.some((sha256) => blobs.includes(sha256)) ? null : true;
  });
  await eventually(async () =>
    (await service.get(`/v1/erasures/${erasureId}`)).status === 'done' ? true : null,
  );
  expect(await service.sql('SELECT FROM messages WHERE subject LIKE $1', ['%: erased'])).toEqual([]);
  expect(await kept()).toEqual([]);
});
