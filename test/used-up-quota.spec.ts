import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({ env: simulator.env });
  await simulator.announceTo(service);
  await makeMailbox(service, { name: 'Support', address: 'support@desk.example' });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});

it('mail is received while the sending quota is exhausted, and the reply waits', async () => {
  const { outcome } = await service.handIn(plainMail());
  const quota = {
    kind: 'http_error',
    status: 429,
    name: 'daily_quota_exceeded',
    count: null,
    path: '/emails',
  };
  await simulator.fault(quota);
  const ticket = `/v1/tickets/${outcome.ticket_id}`;
  const { body } = await service.call('POST', `${ticket}/replies`, { body: { text: 'On its way' } });
  await eventually(async () => {
    const refused = "SELECT FROM outbound_mails WHERE message_id = $1 AND failure = 'provider_rate_limited'";
    return (await service.sql(refused, [body.id])).length === 1 ? true : null;
  });
  await simulator.control('DELETE', '/faults'); // until then the fault affected all other sending at that moment
  await simulator.deliver(plainMail());
  await eventually(async () => ((await service.count('tickets')) === 2 ? true : null), 20_000);
  expect(await service.get(`/v1/messages/${body.id}`)).toMatchObject({ delivery: { status: 'queued' } });
});
