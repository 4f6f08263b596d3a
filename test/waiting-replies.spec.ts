import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { SlowProvider } from './support/slow-provider.js';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await Simulator.start();
});
afterAll(() => simulator?.stop());

const running: Service[] = [];
async function start(...args: Parameters<typeof Service.start>): Promise<Service> {
  const service = await Service.start(...args);
  running.push(service);
  return service;
}
afterEach(() => Promise.all(running.splice(0).map((service) => service.stop())));

const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass';

interface Sent {
  id: string;
  message_id: string;
  request: { subject: string };
}
const sent = async (subject: string): Promise<Sent[]> => {
  const { data } = (await simulator.control('GET', '/sent')) as { data: Sent[] };
  return data.filter(({ request }) => request.subject.endsWith(subject));
};

/** Waits until the query finds a row. */
const found = (service: Service, sql: string, parameters: unknown[] = []) =>
  eventually(async () => (await service.sql(sql, parameters))[0] ?? null);

const reply = async (service: Service, ticketId: string): Promise<string> => {
  const body = { text: 'It is on its way.' };
  return (await service.call('POST', `/v1/tickets/${ticketId}/replies`, { body })).body.id as string;
};

/** What the message says about its delivery. */
const deliveryOf = async (service: Service, messageId: string) =>
  (await service.get(`/v1/messages/${messageId}`)).delivery as { status: string; reason: string | null };

it('a receipt that has waited a day for an API key is no longer sent; a reply is', async () => {
  const env = { RESEND_BASE_URL: simulator.url, TRUSTED_AUTHSERV_IDS: 'mx.desk.example' };
  const keyless = await start({ env });
  await makeMailbox(keyless, { name: 'Desk', address: 'desk@desk.example', acknowledges: true });
  const { outcome } = await keyless.handIn(
    plainMail({ to: 'desk@desk.example', subject: 'Late', headers: [PASS] }),
  );
  const written = await reply(keyless, outcome.ticket_id);
  await found(
    keyless,
    `SELECT FROM outbound_mails WHERE failure = 'api_key_missing' AND lease_token IS NULL HAVING count(*) = 2`,
  );
  await keyless.program.stop();
  await keyless.sql(
    `UPDATE outbound_mails SET created_at = created_at - interval '1 day', due_at = now(),
       first_attempt_at = first_attempt_at - interval '1 day'`,
  );
  const keyed = await start({ beside: keyless, env: { ...env, ...simulator.env } });
  await found(keyed, "SELECT FROM outbound_mails WHERE kind = 'reply' AND state IN ('sent', 'done')");
  const receipt = await found(
    keyed,
    "SELECT message_id FROM outbound_mails WHERE kind = 'acknowledgement' AND state <> 'queued'",
  );
  expect(await deliveryOf(keyed, written)).toMatchObject({ status: 'sent' });
  expect(await deliveryOf(keyed, receipt.message_id as string)).toMatchObject({
    status: 'failed',
    reason: 'gave_up',
  });
  expect(await sent('Late')).toHaveLength(1);
});

describe('the Message-ID of a reply that was sent', () => {
  let service: Service;
  let asked: { outcome: { ticket_id: string } };
  let written: string;

  /** Requests it once more; resolves when the provider has failed to give it. */
  const askAgain = async (): Promise<void> => {
    const [before] = await service.sql('UPDATE outbound_mails SET due_at = now() RETURNING attempts');
    await found(service, 'SELECT FROM outbound_mails WHERE attempts > $1 AND lease_token IS NULL', [
      before!.attempts,
    ]);
  };

  beforeEach(async () => {
    service = await start({ env: simulator.env });
    await makeMailbox(service, { name: 'Desk', address: 'desk@desk.example' });
    asked = await service.handIn(plainMail({ to: 'desk@desk.example', subject: 'Which lamp?' }));
    await simulator.fault({ kind: 'http_error', count: null, path: '/emails/' });
    written = await reply(service, asked.outcome.ticket_id);
    await found(
      service,
      "SELECT FROM outbound_mails WHERE state = 'sent' AND attempts = 1 AND lease_token IS NULL",
    );
  });
  afterEach(() => simulator.control('DELETE', '/faults'));

  it('is requested until the provider gives it, so that an answer finds its ticket', async () => {
    for (let times = 0; times < 6; times += 1) await askAgain();
    expect(await service.sql('SELECT state FROM outbound_mails')).toEqual([{ state: 'sent' }]);
    await simulator.control('DELETE', '/faults');
    await service.sql('UPDATE outbound_mails SET due_at = now()');
    await found(service, "SELECT FROM outbound_mails WHERE state = 'done'");
    const { message_id: messageId } = await service.get(`/v1/messages/${written}`);
    const answer = await service.handIn(
      plainMail({ to: 'desk@desk.example', subject: 'Mine', headers: [`In-Reply-To: <${messageId}>`] }),
    );
    expect(answer.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: asked.outcome.ticket_id });
  });

  it('is no longer requested after some days without an answer', async () => {
    await askAgain();
    await service.sql("UPDATE outbound_mails SET sent_at = sent_at - interval '4 days', due_at = now()");
    await found(service, "SELECT FROM outbound_mails WHERE state = 'done'");
    expect((await service.get(`/v1/messages/${written}`)).message_id).toMatch(/\.invalid$/);
  });
});

it('a reply with an unknown outcome has failed once the provider says that it did not take it', async () => {
  const provider = await SlowProvider.start();
  const service = await start({ env: { ...simulator.env, RESEND_BASE_URL: provider.url } });
  await makeMailbox(service, { name: 'Desk', address: 'desk@desk.example' });
  const { outcome } = await service.handIn(plainMail({ to: 'desk@desk.example' }));
  const written = await reply(service, outcome.ticket_id);
  const answer = await provider.asked();
  await service.call('POST', '/v1/suppressions', { body: { address: 'ann@customer.example' } });
  // as if this process had stood still for a minute
  await service.sql("UPDATE outbound_mails SET lease_until = now() - interval '1 second'");
  const isNow = (status: string) =>
    eventually(async () => ((await deliveryOf(service, written)).status === status ? true : null));
  await isNow('unknown');
  answer.writeHead(422, { 'content-type': 'application/json' });
  answer.end(JSON.stringify({ statusCode: 422, name: 'validation_error', message: 'Not like that.' }));
  await isNow('failed');
  await provider.stop();
});
