import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';
import { signed } from '../support/sign.js';
import { Simulator } from '../support/simulator.js';

const MAILS = 200;
const COPIES = 50;

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  await simulator.control('POST', '/plan', { body: { rate_limit: 100_000 } });
  service = await Service.start({ env: simulator.env });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});

/** Creates a mail that the provider has but has not announced, and returns the announcement it would send. */
async function announcement(n: number): Promise<{ raw: string; headers: Record<string, string> }> {
  const kept = await simulator.control('POST', '/inbound?webhook=false', { raw: plainMail() });
  const { email_id } = kept as { email_id: string };
  const raw = JSON.stringify({
    type: 'email.received',
    created_at: new Date().toISOString(),
    data: { email_id, from: 'ann@customer.example', to: ['support@desk.example'], subject: `Mail ${n}` },
  });
  return { raw, headers: signed(raw, { id: `msg_storm_${n}` }) };
}

it('200 mails, each announced 50 times at once: 10,000 answers of 200, 200 rows, 200 tickets', async () => {
  const announcements = await Promise.all(Array.from({ length: MAILS }, (_, n) => announcement(n)));
  const statuses = new Map<number, number>();
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < MAILS * COPIES; n = next++) {
      const request = { ...announcements[n % MAILS]!, key: null };
      const { status } = await service.call('POST', '/webhooks/resend', request);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: COPIES }, worker));
  await service.settled();

  expect([...statuses]).toEqual([[200, MAILS * COPIES]]);
  const counts = [
    await service.count('inbox_events'),
    await service.count('tickets'),
    await service.count('messages'),
  ];
  expect(counts).toEqual([MAILS, MAILS, MAILS]);
});
