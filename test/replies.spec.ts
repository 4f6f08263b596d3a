import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { bounceMail } from './support/bounce-mail.js';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { REPLY_SECRET, replyAddress } from './support/reply-address.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({ env: { ...simulator.env, REPLY_ADDRESS_SECRETS: REPLY_SECRET } });
  await simulator.announceTo(service);
  await makeMailbox(service, { name: 'Acme "Support"', address: 'support@desk.example' });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});
afterEach(() => simulator.control('DELETE', '/faults'));

interface Sent {
  id: string;
  message_id: string;
  request: Record<string, unknown> & { headers: Record<string, string>; subject: string };
}

async function sent(subject: string): Promise<Sent[]> {
  const { data } = (await simulator.control('GET', '/sent')) as { data: Sent[] };
  return data.filter(({ request }) => request.subject === subject);
}

/** The events of a mail that the provider has sent us. */
async function toldOf(emailId: string): Promise<{ type: string; payload: { data: object } }[]> {
  const { data } = (await simulator.control('GET', '/deliveries')) as {
    data: { type: string; payload: { data: { email_id?: string } } }[];
  };
  return data.filter(({ payload }) => payload.data.email_id === emailId);
}

let serial = 0;
async function ticket(mail: Parameters<typeof plainMail>[0] = {}) {
  const subject = `Question ${(serial += 1)}`;
  const messageId = `question-${serial}@customer.example`;
  const event = await service.handIn(plainMail({ subject, messageId, ...mail }));
  return { id: event.outcome.ticket_id as string, subject: `Re: ${subject}`, messageId };
}

const reply = (id: string, body: Record<string, unknown> = {}) =>
  service.call('POST', `/v1/tickets/${id}/replies`, { body: { text: 'It is on its way.', ...body } });

/** Waits until the delivery of the message has that status. */
const delivered = (messageId: string, status: string) =>
  eventually(async () => {
    const message = await service.get(`/v1/messages/${messageId}`);
    return message.delivery?.status === status ? message : null;
  });

describe('a reply', () => {
  it('goes from the mailbox to the requester, in the thread, with a signed reply address', async () => {
    const asked = await ticket({ headers: ['References: <root@customer.example>'] });
    const written = await reply(asked.id, { status: 'pending', cc: ['boss@customer.example'] });
    expect(written).toMatchObject({
      status: 201,
      body: { direction: 'outbound', ticket_id: asked.id, delivery: { status: 'queued' } },
    });
    await delivered(written.body.id, 'delivered');
    const [mail, ...more] = await sent(asked.subject);
    expect(more).toEqual([]);
    expect(mail!.request).toMatchObject({
      from: '"Acme \\"Support\\"" <support@desk.example>',
      to: ['ann@customer.example'],
      cc: ['boss@customer.example'],
      reply_to: [`"Acme \\"Support\\"" <${replyAddress(asked.id)}>`],
      text: 'It is on its way.',
      headers: {
        'In-Reply-To': `<${asked.messageId}>`,
        References: `<root@customer.example> <${asked.messageId}>`,
      },
    });
    expect(mail!.request.headers).not.toHaveProperty('Auto-Submitted');
    expect(await service.get(`/v1/tickets/${asked.id}`)).toMatchObject({ status: 'pending' });
  });

  it.each([
    ['its signed address', (_sent: Sent, id: string) => ({ to: replyAddress(id) })],
    [
      'the Message-ID that the provider gave it',
      ({ message_id }: Sent) => ({ headers: [`In-Reply-To: ${message_id}`] }),
    ],
  ])('can be answered through %s by anyone who received it', async (_how, mailTo) => {
    const asked = await ticket();
    const { body } = await reply(asked.id, { cc: ['boss@customer.example'] });
    const [mail] = await eventually(async () => {
      const found = await sent(asked.subject);
      const message = await service.get(`/v1/messages/${body.id}`);
      return found.length > 0 && !message.message_id.endsWith('.invalid') ? found : null;
    });
    const answer = await service.handIn(
      plainMail({ from: 'boss@customer.example', ...mailTo(mail!, asked.id) }),
    );
    expect(answer.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: asked.id });
  });

  it('carries new files and earlier attachments', async () => {
    const asked = await ticket();
    const uploads = [{ filename: 'r\u00e9sum\u00e9.txt', content_type: 'text/plain', content: 'SGVsbG8=' }];
    const first = await reply(asked.id, { uploads });
    expect(await service.call('GET', `/v1/messages/${first.body.id}/raw`)).toMatchObject({
      status: 404,
      body: { detail: 'It was written here: there is no raw mail of it.' },
    });
    const [file] = first.body.attachments;
    expect(file).toMatchObject({ filename: 'r\u00e9sum\u00e9.txt', size: 5 });
    await delivered(first.body.id, 'delivered');
    const second = await reply(asked.id, {
      attachment_ids: [file.id],
      html: '<p>Hi<script>x()</script></p>',
    });
    await delivered(second.body.id, 'delivered');
    const mails = await sent(asked.subject);
    for (const { request } of mails) {
      expect(request.attachments).toMatchObject([{ filename: 'r\u00e9sum\u00e9.txt', content: 'SGVsbG8=' }]);
    }
    expect(mails.map(({ request }) => request.html)).toContain('<p>Hi</p>');
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ann\\bill.pdf', 'bill.pdf'],
    ['bill\u202efdp.exe', 'billfdp.exe'],
    ['a\u0001\u001b[31mb.txt', 'a[31mb.txt'],
    [' .. ', 'attachment.bin'],
  ])('sends and keeps a file uploaded as %j under a safe name', async (filename, safe) => {
    const asked = await ticket();
    const uploads = [{ filename, content_type: 'text/plain', content: 'SGVsbG8=' }];
    const { body } = await reply(asked.id, { uploads });
    expect(body.attachments).toMatchObject([{ filename: safe }]);
    await delivered(body.id, 'delivered');
    const [mail] = await sent(asked.subject);
    expect(mail!.request.attachments).toMatchObject([{ filename: safe }]);
  });

  it('carries files of several megabytes, and says how large it may be', async () => {
    const asked = await ticket();
    const file = (bytes: number) => ({
      filename: 'scan.pdf',
      content_type: 'application/pdf',
      content: Buffer.alloc(bytes, 7).toString('base64'),
    });
    const written = await reply(asked.id, { uploads: [file(11_000_000)] });
    expect(written).toMatchObject({ status: 201, body: { attachments: [{ size: 11_000_000 }] } });
    await delivered(written.body.id, 'delivered');
    expect(await reply(asked.id, { uploads: [file(13_000_000)] })).toMatchObject({
      status: 413,
      body: { type: '/problems/body-too-large', detail: 'It may have 16777216 bytes here.' },
    });
  });

  it('may be written in Markdown, and is sent as HTML and as text', async () => {
    const asked = await ticket();
    const markdown = '**Done.** See [here](https://help.example/a).\n\n- one\n- <b onclick=x()>two</b>';
    const { body, status } = await service.call('POST', `/v1/tickets/${asked.id}/replies`, {
      body: { markdown },
    });
    expect(status).toBe(201);
    await delivered(body.id, 'delivered');
    const [mail] = await sent(asked.subject);
    expect(mail!.request.html).toMatch(
      /<strong>Done\.<\/strong> See <a [^>]*href="https:\/\/help\.example\/a"/,
    );
    expect(mail!.request.html).not.toContain('onclick');
    expect(mail!.request.text).toMatch(/^Done\. See here\.[^<*]*one[^<*]*two$/);
  });

  it('is refused when a recipient is suppressed, and nothing is kept', async () => {
    const asked = await ticket({ from: 'gone@customer.example' });
    await service.call('POST', '/v1/suppressions', { body: { address: 'gone@customer.example' } });
    const refused = await reply(asked.id);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/recipient-suppressed' } });
    expect(refused.body.detail).toContain('gone@customer.example (manual)');
    expect((await service.get(`/v1/tickets/${asked.id}/messages`)).data).toHaveLength(1);
  });

  it.each([
    [{ subject: 'Hi\r\nBcc: v@evil.example' }, '#/subject'],
    [{ subject: 'Hi\u2028there' }, '#/subject'],
    [{ author: 'Ben\nBcc: v@evil.example' }, '#/author'],
    [{ to: ['a@x.example\r\nBcc: v@evil.example'] }, '#/to/0'],
    [{ to: ['nobody'] }, '#/to/0'],
    [{ cc: ['support@desk.example'] }, '#/cc/0'],
    [{ uploads: [{ filename: 'a\r\nb', content_type: 'text/plain', content: '' }] }, '#/uploads/0/filename'],
    [
      { uploads: [{ filename: 'a', content_type: 'text/plain\r\nX: y', content: 'eA==' }] },
      '#/uploads/0/content_type',
    ],
    [{ attachment_ids: ['01939000-0000-7000-8000-00000000dead'] }, '#/attachment_ids'],
    [{ headers: { Bcc: 'v@evil.example' } }, '#/headers'],
    [{ markdown: '# Hi', html: '<p>Hi</p>' }, '#/html'],
    [{ markdown: '<script>x()</script>', text: undefined }, '#/markdown'],
    [{ markdown: null, text: undefined }, '#/markdown'],
    [{ text: undefined }, '#/text'],
    [{ text: ' \r\n' }, '#/text'],
  ])('HDR-01, HDR-02: is refused with %j', async (body, pointer) => {
    const asked = await ticket();
    const refused = await reply(asked.id, body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect(await sent(asked.subject)).toEqual([]);
  });

  it('keeps a received subject on one line even if it decodes to line breaks', async () => {
    const event = await service.handIn(plainMail({ subject: '=?utf-8?Q?Hi=0D=0ABcc:_v@evil.example?=' }));
    const written = await reply(event.outcome.ticket_id);
    expect(written.status).toBe(201);
    const message = await delivered(written.body.id, 'delivered');
    const [mail] = await sent(message.subject);
    expect(mail!.request.subject).not.toMatch(/[\r\n]/);
    expect(mail!.request).not.toHaveProperty('bcc');
  });

  it('needs a mailbox with an address', async () => {
    const event = await service.handIn(plainMail({ to: 'nobody@elsewhere.example' }));
    expect(await reply(event.outcome.ticket_id)).toMatchObject({
      status: 409,
      body: { type: '/problems/mailbox-cannot-send' },
    });
  });
});

describe('a message shows the outcome of its reply:', () => {
  it.each([
    ['bounced', 'bounced', /550 5\.1\.1/],
    ['complained', 'complained', null],
    ['delivery_delayed', 'delayed', null],
    ['failed', 'failed', /sending_failed/],
  ])('%s', async (outcome, status, reason) => {
    const from = `${outcome}@outcome.example`;
    await simulator.control('POST', '/plan', { body: { outcomes: { [from]: outcome } } });
    const asked = await ticket({ from });
    const written = await reply(asked.id);
    const { delivery } = await delivered(written.body.id, status);
    if (reason !== null) expect(delivery.reason).toMatch(reason);
    const { data } = await service.get(`/v1/contacts?address=${from}`);
    const failed = ['bounced', 'complained', 'failed'].includes(status);
    expect(data).toMatchObject([{ last_failure: failed ? { address: from, status } : null }]);
  });
});

describe('a bounce of a reply that comes as mail', () => {
  it('is shown on that very message, and on the contact', async () => {
    const asked = await ticket({ from: 'moved@away.example' });
    const [bounced, other] = [await reply(asked.id), await reply(asked.id)];
    const { message_id } = await eventually(async () => {
      const message = await delivered(bounced.body.id, 'delivered');
      return message.message_id.endsWith('.invalid') ? null : message;
    });
    const report = bounceMail({ recipient: 'Moved@away.example', originalMessageId: message_id });
    const event = await service.handIn(report);
    expect(event.outcome).toMatchObject({ suppressions: ['moved@away.example'] });
    const { delivery } = await delivered(bounced.body.id, 'bounced');
    expect(delivery.reason).toBe('550 5.1.1 User unknown');
    await delivered(other.body.id, 'delivered');
    const { data } = await service.get('/v1/contacts?address=moved@away.example');
    expect(data).toMatchObject([
      {
        suppression: { reason: 'bounce' },
        last_failure: { address: 'moved@away.example', status: 'bounced', reason: '550 5.1.1 User unknown' },
      },
    ]);
  });

  it('is only a message if nothing of ours has the Message-ID that it names', async () => {
    const asked = await ticket({ from: 'stays@here.example' });
    const { body } = await reply(asked.id);
    await delivered(body.id, 'delivered');
    await service.handIn(
      bounceMail({ recipient: 'stays@here.example', originalMessageId: 'guessed@desk.example' }),
    );
    expect((await service.get(`/v1/messages/${body.id}`)).delivery.status).toBe('delivered');
    const { data } = await service.get('/v1/contacts?address=stays@here.example');
    expect(data).toMatchObject([{ suppression: null, last_failure: null }]);
  });
});

describe('a reply is sent once', () => {
  it.each([
    ['rate limited', { kind: 'rate_limited', count: 2 }],
    ['500', { kind: 'http_error', count: 1 }],
    ['hung up', { kind: 'socket_reset', count: 1 }],
    ['200 with HTML', { kind: 'non_json', count: 1 }],
  ])('if the provider first answers: %s', async (_what, fault) => {
    await simulator.fault({ ...fault, path: '/emails' });
    const asked = await ticket();
    const written = await reply(asked.id);
    await delivered(written.body.id, 'delivered');
    expect(await sent(asked.subject)).toHaveLength(1);
  });

  it('even if we crash between the provider’s answer and our commit', async () => {
    const asked = await ticket();
    const { body } = await reply(asked.id);
    const before = await delivered(body.id, 'delivered');
    await service.sql(
      `WITH forgotten AS (UPDATE messages SET email_id = NULL, source = 'postroom' WHERE id = $1)
       UPDATE outbound_mails SET state = 'sending', lease_token = NULL, lease_until = now() - interval '1 second'
       WHERE message_id = $1`,
      [body.id],
    );
    const after = await eventually(async () => {
      const message = await service.get(`/v1/messages/${body.id}`);
      return message.email_id ? message : null;
    });
    expect(after.email_id).toBe(before.email_id);
    expect(await sent(asked.subject)).toHaveLength(1);
  });

  it('and is not reported as failed if it may have left before its recipient was suppressed', async () => {
    const asked = await ticket({ from: 'once@customer.example' });
    const { body } = await reply(asked.id);
    const { email_id: emailId } = await delivered(body.id, 'delivered');
    await service.call('POST', '/v1/suppressions', { body: { address: 'once@customer.example' } });
    // as if the provider's answer had been lost
    await service.sql(
      `WITH forgotten AS (UPDATE messages SET email_id = NULL, source = 'postroom' WHERE id = $1)
       UPDATE outbound_mails SET state = 'sending', lease_token = NULL, lease_until = now() - interval '1 second'
       WHERE message_id = $1`,
      [body.id],
    );
    const { delivery } = await eventually(async () => {
      const message = await service.get(`/v1/messages/${body.id}`);
      return message.delivery.reason === 'recipient_suppressed' ? message : null;
    });
    expect(delivery.status).toBe('unknown');
    // the provider's next event about it brings our tag back
    const [told] = await toldOf(emailId);
    await simulator.emit({ type: 'email.delivered', data: told!.payload.data });
    await delivered(body.id, 'delivered');
    expect(await service.get(`/v1/messages/${body.id}`)).toMatchObject({ email_id: emailId });
    expect(await sent(asked.subject)).toHaveLength(1);
  });

  it('and waits, for days if need be, while every attempt is refused', async () => {
    const asked = await ticket();
    await simulator.fault({ kind: 'rate_limited', count: null, path: '/emails' });
    const { body } = await reply(asked.id);
    await eventually(async () => {
      const refused =
        "SELECT FROM outbound_mails WHERE message_id = $1 AND failure = 'provider_rate_limited'";
      return (await service.sql(refused, [body.id])).length === 0 ? null : true;
    });
    expect((await service.get(`/v1/messages/${body.id}`)).delivery).toMatchObject({
      status: 'queued',
      reason: 'provider_rate_limited',
    });
    await service.sql(
      `UPDATE outbound_mails SET first_attempt_at = first_attempt_at - interval '3 days' WHERE message_id = $1`,
      [body.id],
    );
    await simulator.control('DELETE', '/faults');
    await delivered(body.id, 'delivered');
    expect(await sent(asked.subject)).toHaveLength(1);
  });

  it('or not at all once the provider may have forgotten its Idempotency-Key', async () => {
    const asked = await ticket();
    await simulator.fault({ kind: 'http_error', count: 100, path: '/emails' });
    const { body } = await reply(asked.id);
    await eventually(async () => {
      const tried = "SELECT FROM outbound_mails WHERE message_id = $1 AND failure = 'provider_unavailable'";
      return (await service.sql(tried, [body.id])).length === 0 ? null : true;
    });
    await service.sql(
      `UPDATE outbound_mails SET first_attempt_at = now() - interval '24 hours', due_at = now() WHERE message_id = $1`,
      [body.id],
    );
    await eventually(async () => {
      await service.sql('UPDATE outbound_mails SET due_at = now() WHERE message_id = $1', [body.id]);
      const { delivery } = await service.get(`/v1/messages/${body.id}`);
      return delivery.status === 'unknown' && delivery.reason === 'gave_up' ? true : null;
    });
    expect(await sent(asked.subject)).toEqual([]);
  });
});
