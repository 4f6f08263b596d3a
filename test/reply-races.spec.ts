import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageBlobs, blobsOf, LONG_AGO } from './support/blobs.js';
import { eventually } from './support/eventually.js';
import { doneOrHeldUp } from './support/held-up.js';
import { makeMailbox } from './support/mailboxes.js';
import { bounceMail } from './support/bounce-mail.js';
import { mailWithFile, plainMail } from './support/mails.js';
import { type Answer, Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { TableGate } from './support/table-gate.js';
import { TriggerGate } from './support/trigger-gate.js';

let simulator: Simulator;
let service: Service;
/** Stops a reply before it is in the outbox. */
let writing: TriggerGate;
/** Stops a sent reply before the provider's Message-ID is noted, or a message before it is emptied. */
let learning: TriggerGate;
/** Stops an erasure that has emptied the messages, before it comes to the tickets. */
let erasing: TriggerGate;
/** Stops a merge that holds both tickets, before it writes. */
let merging: TriggerGate;
/** Stops the provider's answer that it has a mail, before it is noted. */
let answering: TriggerGate;

beforeAll(async () => {
  simulator = await Simulator.start();
  const env = { ...simulator.env, RETENTION_SECONDS: '1', RETAIN_ATTACHMENTS_DAYS: '30' };
  service = await Service.start({ env });
  await simulator.announceTo(service);
  await makeMailbox(service, { name: 'Support', address: 'support@desk.example' });
  writing = await TriggerGate.at(service, 1, 'BEFORE INSERT ON outbound_mails FOR EACH ROW');
  learning = await TriggerGate.at(service, 2, 'BEFORE UPDATE OF message_id ON messages FOR EACH STATEMENT');
  const beforeTickets = 'BEFORE UPDATE ON erasures FOR EACH ROW WHEN (OLD.step = 0 AND NEW.step = 1)';
  erasing = await TriggerGate.at(service, 3, beforeTickets);
  const merged =
    'BEFORE UPDATE ON tickets FOR EACH ROW WHEN (OLD.merged_into IS NULL AND NEW.merged_into IS NOT NULL)';
  merging = await TriggerGate.at(service, 4, merged);
  answering = await TriggerGate.at(
    service,
    5,
    'BEFORE UPDATE OF sent_at ON outbound_mails FOR EACH STATEMENT',
  );
});
afterAll(async () => {
  for (const gate of [writing, learning, erasing, merging, answering]) await gate?.end();
  await service?.stop();
  await simulator?.stop();
});

const reply = (ticketId: string, body: Record<string, unknown> = {}): Promise<Answer> =>
  service.call('POST', `/v1/tickets/${ticketId}/replies`, { body: { text: 'It is on its way.', ...body } });

const delivered = (messageId: string) =>
  eventually(async () => {
    const { delivery } = await service.get(`/v1/messages/${messageId}`);
    return delivery.status === 'delivered' ? true : null;
  });

interface Sent {
  message_id: string;
  request: { subject: string; attachments?: { content: string }[] };
}
const sent = async (subject: string): Promise<Sent[]> => {
  const { data } = (await simulator.control('GET', '/sent')) as { data: Sent[] };
  return data.filter(({ request }) => request.subject === subject);
};

/** @returns a function that makes all blobs old and tells whether the person is erased by now */
async function erase(address: string): Promise<() => Promise<boolean>> {
  const { data } = await service.get(`/v1/contacts?address=${address}`);
  const { body } = await service.call('DELETE', `/v1/contacts/${data[0].id}`);
  return async () => {
    await ageBlobs(service);
    return (await service.get(`/v1/erasures/${body.id}`)).status === 'done';
  };
}

describe('a reply', () => {
  it('that forwards a file carries it, even if retention removes the mail that it came with', async () => {
    const content = 'A price list of last year';
    const sha256 = createHash('sha256').update(content).digest('hex');
    const { outcome } = await service.handIn(mailWithFile('ann@customer.example', 'Prices?', content));
    const { attachments } = await service.get(`/v1/messages/${outcome.message_id}`);
    await ageBlobs(service);
    await writing.shut();
    const answer = reply(outcome.ticket_id, { attachment_ids: [attachments[0].id] });
    await writing.reached();
    await service.sql('UPDATE messages SET received_at = $2 WHERE id = $1', [outcome.message_id, LONG_AGO]);
    await doneOrHeldUp(service, async () => !(await blobsOf(service)).includes(sha256));
    await writing.open();
    const { status, body } = await answer;
    expect(status).toBe(201);
    await delivered(body.id);
    const [mail] = await sent('Re: Prices?');
    expect(mail!.request.attachments).toMatchObject([{ content: Buffer.from(content).toString('base64') }]);
  });

  it('is read as of one moment: if it is shown as sent, it has the id that the provider gave it', async () => {
    const { outcome } = await service.handIn(
      plainMail({ from: 'dee@customer.example', subject: 'Which one?' }),
    );
    await answering.shut();
    const { body } = await reply(outcome.ticket_id);
    await answering.reached();
    const told = await TableGate.shut(service, 'delivery_events');
    const read = service.get(`/v1/messages/${body.id}`);
    await told.reached();
    await answering.open();
    await eventually(async () => {
      const [row] = await service.sql('SELECT FROM messages WHERE id = $1 AND email_id IS NOT NULL', [
        body.id,
      ]);
      return row ?? null;
    });
    await told.open();
    const { email_id, delivery } = await read;
    expect(delivery.status).not.toBe('queued');
    expect(email_id).not.toBeNull();
  });

  it('that is split off while its Message-ID is learnt takes its answers along', async () => {
    const { outcome } = await service.handIn(
      plainMail({ from: 'bob@customer.example', subject: 'Two things' }),
    );
    await learning.shut();
    const { body } = await reply(outcome.ticket_id);
    await learning.reached();
    let isSplit = false;
    const split = service
      .call('POST', `/v1/tickets/${outcome.ticket_id}/split`, { body: { message_ids: [body.id] } })
      .finally(() => (isSplit = true));
    await doneOrHeldUp(service, () => Promise.resolve(isSplit));
    await learning.open();
    const { status, body: apart } = await split;
    expect(status).toBe(201);
    await eventually(async () => {
      const { message_id } = await service.get(`/v1/messages/${body.id}`);
      return message_id.endsWith('.invalid') ? null : true;
    });
    const [mail] = await sent('Re: Two things');
    const headers = [`In-Reply-To: ${mail!.message_id}`];
    const answer = await service.handIn(plainMail({ from: 'bob@customer.example', headers }));
    expect(answer.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: apart.id });
  });

  it('that is erased while its Message-ID is learnt stays without one', async () => {
    const { outcome } = await service.handIn(plainMail({ from: 'cleo@customer.example' }));
    await learning.shut();
    const { body } = await reply(outcome.ticket_id);
    await learning.reached();
    const isErased = await erase('cleo@customer.example');
    await doneOrHeldUp(service, () => learning.isReached(2));
    await learning.open();
    await eventually(async () => ((await isErased()) ? true : null));
    await eventually(async () => {
      const open = "SELECT FROM outbound_mails WHERE message_id = $1 AND state NOT IN ('done', 'failed')";
      return (await service.sql(open, [body.id])).length === 0 ? true : null;
    });
    expect((await service.get(`/v1/messages/${body.id}`)).message_id).toMatch(/@erased\.invalid$/);
    const known = 'SELECT FROM ticket_message_ids WHERE ticket_id = $1';
    expect(await service.sql(known, [outcome.ticket_id])).toEqual([]);
  });

  it('that has left is not marked as failed by a sender that took it over and does not know', async () => {
    const { outcome } = await service.handIn(
      plainMail({ from: 'finn@customer.example', subject: 'Slow answer' }),
    );
    await answering.shut();
    const { body } = await reply(outcome.ticket_id);
    await answering.reached();
    await service.call('POST', '/v1/suppressions', { body: { address: 'finn@customer.example' } });
    const expire =
      "UPDATE outbound_mails SET lease_until = now() - interval '1 second' WHERE message_id = $1";
    await service.sql(expire, [body.id]);
    await eventually(async () => {
      const { delivery } = await service.get(`/v1/messages/${body.id}`);
      return delivery.reason === 'recipient_suppressed' ? true : null;
    });
    await answering.open();
    const [mail] = await sent('Re: Slow answer');
    await eventually(async () => {
      const { message_id } = await service.get(`/v1/messages/${body.id}`);
      return message_id === mail!.message_id.replace(/[<>]/g, '') ? true : null;
    });
    await delivered(body.id);
  });

  it('that is erased while the provider answers gets nothing back that was erased', async () => {
    const { outcome } = await service.handIn(plainMail({ from: 'gail@customer.example' }));
    await answering.shut();
    const { body } = await reply(outcome.ticket_id);
    await answering.reached();
    const isErased = await erase('gail@customer.example');
    await eventually(async () => ((await isErased()) ? true : null));
    await answering.open();
    await eventually(async () => ((await answering.isReached()) ? null : true));
    await service.handIn(plainMail()); // by now the answer is noted
    expect((await service.get(`/v1/messages/${body.id}`)).email_id).toBeNull();
  });

  it('that bounces before its Message-ID is learnt is shown as bounced once it is', async () => {
    const { outcome } = await service.handIn(
      plainMail({ from: 'hugo@customer.example', subject: 'Quick bounce' }),
    );
    await simulator.fault({ kind: 'drop', count: null }); // no webhook reports it
    await learning.shut();
    const { body } = await reply(outcome.ticket_id);
    await learning.reached();
    const [mail] = await sent('Re: Quick bounce');
    const originalMessageId = mail!.message_id.replace(/[<>]/g, '');
    let isFiled = false;
    const report = service
      .handIn(bounceMail({ recipient: 'hugo@customer.example', originalMessageId }))
      .finally(() => (isFiled = true));
    // it is filed, or waits for the Message-ID
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await eventually(async () => (isFiled || (await service.sql(waiting)).length > 1 ? true : null));
    await learning.open();
    const { outcome: told } = await report;
    await eventually(async () => {
      const { delivery } = await service.get(`/v1/messages/${body.id}`);
      return delivery.status === 'bounced' ? true : null;
    });
    const { reports } = await service.get(`/v1/messages/${told.message_id}`);
    expect(reports).toMatchObject([{ recipient: 'hugo@customer.example', verified: true }]);
    expect(await service.get('/v1/suppressions/hugo@customer.example')).toMatchObject({ reason: 'bounce' });
    await simulator.control('DELETE', '/faults');
  });

  it('that is written while its recipient is erased is erased too', async () => {
    const { outcome } = await service.handIn(plainMail({ from: 'dora@customer.example' }));
    await Promise.all([writing.shut(), erasing.shut()]);
    const isErased = await erase('dora@customer.example');
    await erasing.reached();
    const answer = reply(outcome.ticket_id, { text: 'Dear Dora Unforgotten' });
    await writing.reached();
    await erasing.open();
    await doneOrHeldUp(service, isErased);
    await writing.open();
    expect(await answer).toMatchObject({ status: 201 });
    await eventually(async () => ((await isErased()) ? true : null));
    const written = `SELECT FROM messages WHERE text LIKE '%Unforgotten%' OR "to"::text LIKE '%dora@%'`;
    expect(await service.sql(written)).toEqual([]);
    const kept =
      "SELECT FROM outbound_mails WHERE request::text LIKE '%Unforgotten%' OR recipients::text LIKE '%dora@%'";
    expect(await service.sql(kept)).toEqual([]);
  });

  it('that is written while its ticket is merged is refused, and nothing of it is left', async () => {
    const [source, target] = [
      (await service.handIn(plainMail({ from: 'eve@customer.example' }))).outcome.ticket_id as string,
      (await service.handIn(plainMail({ from: 'eve@customer.example' }))).outcome.ticket_id as string,
    ];
    await merging.shut();
    const merge = service.call('POST', `/v1/tickets/${source}/merge`, { body: { into_ticket_id: target } });
    await merging.reached();
    let isAnswered = false;
    const answer = reply(source, { status: 'solved' }).finally(() => (isAnswered = true));
    await doneOrHeldUp(service, () => Promise.resolve(isAnswered));
    await merging.open();
    expect(await merge).toMatchObject({ status: 200 });
    expect(await answer).toMatchObject({ status: 409, body: { type: '/problems/ticket-merged' } });
    expect(await service.get(`/v1/tickets/${target}`)).toMatchObject({ status: 'open' });
    const written =
      'SELECT FROM outbound_mails AS mail JOIN messages ON messages.id = mail.message_id WHERE ticket_id IN ($1, $2)';
    expect(await service.sql(written, [source, target])).toEqual([]);
  });
});

it('a reply that has waited more than a day for an API key is sent once there is one', async () => {
  const keyless = await Service.start({ env: { RESEND_BASE_URL: simulator.url } });
  await makeMailbox(keyless, { name: 'Support', address: 'support@desk.example' });
  const { outcome } = await keyless.handIn(plainMail({ subject: 'Patience' }));
  const path = `/v1/tickets/${outcome.ticket_id}/replies`;
  const { body } = await keyless.call('POST', path, { body: { text: 'At last.' } });
  await eventually(async () => {
    const waiting = "SELECT FROM outbound_mails WHERE failure = 'api_key_missing' AND lease_token IS NULL";
    return (await keyless.sql(waiting)).length === 0 ? null : true;
  });
  await keyless.program.stop();
  await keyless.sql(
    `UPDATE outbound_mails SET first_attempt_at = first_attempt_at - interval '2 days', due_at = now()`,
  );
  const keyed = await Service.start({ beside: keyless, env: simulator.env });
  const ended = await eventually(async () => {
    const { delivery } = await keyed.get(`/v1/messages/${body.id}`);
    return delivery.status === 'queued' ? null : delivery;
  });
  await keyed.stop();
  expect(ended).toMatchObject({ status: 'sent' });
  expect(await sent('Re: Patience')).toHaveLength(1);
});
