import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';
import { Simulator } from '../support/simulator.js';

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({ env: { ...simulator.env, MAX_RAW_BYTES: String(1024 * 1024) } });
  await simulator.announceTo(service);
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});
afterEach(() => simulator.control('DELETE', '/faults'));

/** The event of a delivered mail, once it has ended. */
async function eventOf({ email_id }: { email_id: string }) {
  const page = await service.get(`/v1/events?email_id=${email_id}`);
  expect(page.data).toHaveLength(1);
  return service.ended(page.data[0].id);
}

const arrive = async (raw: string | Buffer, query: Record<string, string> = {}) =>
  eventOf(await simulator.deliver(raw, query));

const messageOf = (event: { outcome: { message_id: string } }) =>
  service.get(`/v1/messages/${event.outcome.message_id}`);

async function calls(): Promise<Record<string, number>> {
  return (await simulator.stats()).calls;
}

describe('a received mail', () => {
  it('becomes a ticket with its body, by one API call and one download', async () => {
    const before = await calls();
    const event = await arrive(
      plainMail({
        subject: 'Broken handle',
        body: 'It came off.\r\n\r\n-- \r\nAnn',
        sentAt: new Date('2026-11-20T08:00:00Z'),
      }),
    );
    expect(event).toMatchObject({ status: 'processed', attempts: 1, outcome: { kind: 'ticket_opened' } });
    expect(await service.get(`/v1/tickets/${event.outcome.ticket_id}`)).toMatchObject({
      subject: 'Broken handle',
      status: 'open',
      requester: { address: 'ann@customer.example', name: 'Ann Lee' },
    });
    expect(await messageOf(event)).toMatchObject({
      direction: 'inbound',
      from: { name: 'Ann Lee', address: 'ann@customer.example' },
      to: [{ name: 'Support', address: 'support@desk.example' }],
      reply_text: 'It came off.',
      classification: { kind: 'human' },
      authentication: { spf: 'pass', dkim: 'pass', dmarc: 'pass' },
      sent_at: '2026-11-20T08:00:00.000Z',
      held: null,
    });
    const after = await calls();
    const made = (route: string) => (after[route] ?? 0) - (before[route] ?? 0);
    expect(made('GET /emails/receiving/:id')).toBe(1);
    expect(made('GET /_cdn/:id/raw')).toBe(1);
  });

  it('keeps its bytes and shows its files and inline images', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    const raw = [
      'From: ann@customer.example',
      'To: support@desk.example',
      'Subject: Photos',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=outer',
      '',
      '--outer',
      'Content-Type: multipart/related; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p onclick="x()">See <img src="cid:pic@mail"> <script>alert(1)</script></p>',
      '--inner',
      'Content-Type: image/png; name="pic.png"',
      'Content-ID: <pic@mail>',
      'Content-Disposition: inline',
      'Content-Transfer-Encoding: base64',
      '',
      png.toString('base64'),
      '--inner--',
      '--outer',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename="../r\u00e9sum\u00e9.pdf"',
      '',
      '%PDF-1.7 not really',
      '--outer--',
      '',
    ].join('\r\n');
    const event = await arrive(raw);
    const message = await messageOf(event);
    const [image, file] = message.attachments;
    expect([image, file]).toMatchObject([
      { filename: 'pic.png', inline: true, size: png.length, content_type: 'image/png' },
      { filename: expect.stringMatching(/^[^/]*r\u00e9sum\u00e9\.pdf$/), inline: false },
    ]);
    expect(message.html).toContain(`/v1/attachments/${image.id}/content`);
    expect(message.html).not.toMatch(/script|onclick/);

    const content = await service.call('GET', `/v1/attachments/${image.id}/content`);
    expect(content.bytes).toEqual(png);
    expect(content.headers.get('content-disposition')).toContain('attachment; filename="pic.png"');
    expect(content.headers.get('x-content-type-options')).toBe('nosniff');
    expect(content.headers.get('content-security-policy')).toContain('sandbox');
    const part = await service.call('GET', `/v1/attachments/${image.id}/content`, {
      headers: { range: 'bytes=1-3' },
    });
    expect([part.status, part.bytes.toString(), part.headers.get('content-range')]).toEqual([
      206,
      'PNG',
      `bytes 1-3/${png.length}`,
    ]);
    // a range that ends before it starts is invalid and ignored (RFC 9110 §14.1.1)
    const backwards = await service.call('GET', `/v1/attachments/${image.id}/content`, {
      headers: { range: 'bytes=3-1' },
    });
    expect([backwards.status, backwards.bytes]).toEqual([200, png]);
    const beyond = await service.call('GET', `/v1/attachments/${image.id}/content`, {
      headers: { range: 'bytes=99-' },
    });
    expect(beyond).toMatchObject({ status: 416, body: { type: '/problems/range-not-satisfiable' } });

    const kept = await service.call('GET', `/v1/messages/${message.id}/raw`);
    expect(kept.headers.get('content-type')).toBe('message/rfc822');
    expect(kept.bytes).toEqual(Buffer.from(raw));
  });

  it('is filed once if it is announced many times at once', async () => {
    const before = await service.count('messages');
    await arrive(plainMail(), { times: '20' });
    await service.settled();
    expect(await service.count('messages')).toBe(before + 1);
  });

  it('is filed once if the provider announces it under two delivery ids', async () => {
    const first = await simulator.deliver(plainMail());
    const [announced] = (await service.get(`/v1/events?email_id=${first.email_id}`)).data;
    const { payload } = await service.get(`/v1/events/${announced.id}`);
    await simulator.emit({ type: 'email.received', data: payload.data });
    await service.settled();
    const events = (await service.get(`/v1/events?email_id=${first.email_id}`)).data;
    expect(events.map((event: { outcome: { kind: string } }) => event.outcome.kind).sort()).toEqual([
      'message_known',
      'ticket_opened',
    ]);
  });
});

describe('when the provider fails, the mail still arrives', () => {
  it.each([
    ['rate limited', [{ kind: 'rate_limited', count: 3, path: '/emails/receiving/' }], 1],
    [
      '500 and 502',
      [
        { kind: 'http_error', count: 1 },
        { kind: 'http_error', status: 502, count: 1 },
      ],
      3,
    ],
    ['hung up', [{ kind: 'socket_reset', count: 1, path: '/emails/receiving/' }], 2],
    ['200 with HTML', [{ kind: 'non_json', count: 1, path: '/emails/receiving/' }], 2],
    ['not found yet', [{ kind: 'not_found', count: 1, path: '/emails/receiving/' }], 2],
    ['download cut off', [{ kind: 'download_truncated', count: 1 }], 2],
    // one attempt if the connection was kept from an earlier download: a retry happens at once
    ['download hung up', [{ kind: 'download_reset', count: 1 }], expect.any(Number)],
    ['download failing', [{ kind: 'download_error', count: 1 }], 2],
    ['URL expired', [{ kind: 'download_expired', count: 1 }], 1],
    ['fresh URL expired too', [{ kind: 'download_expired', count: 2 }], 2],
  ])('%s', async (_what, faults, attempts) => {
    await simulator.fault(...faults);
    const raw = plainMail();
    const event = await arrive(raw);
    expect(event).toMatchObject({ status: 'processed', attempts, last_error: null });
    const kept = await service.call('GET', `/v1/messages/${event.outcome.message_id}/raw`);
    expect(kept.bytes.toString()).toBe(raw);
  });

  it.each([
    ['in good order', [], 2],
    ['after attempts that failed for other reasons', [{ kind: 'http_error', count: 2 }], 4],
  ])('a download shorter than the mail, %s', async (_what, faults, attempts) => {
    await simulator.fault(...faults, { kind: 'download_wrong_length', count: 1 });
    const parts = [
      'Content-Type: text/plain',
      '',
      'See the files.',
      '--b',
      'Content-Disposition: attachment',
    ];
    const raw = plainMail({
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      body: ['--b', ...parts, '', 'x'.repeat(5000), '--b--'].join('\r\n'),
    }).replace('Content-Type: text/plain; charset=utf-8\r\n', '');
    const event = await arrive(raw);
    expect(event).toMatchObject({ status: 'processed', attempts });
    expect((await messageOf(event)).attachments).toMatchObject([{ size: 5000 }]);
  });

  it('without raw mail, from the JSON and the attachments endpoint', async () => {
    const raw = plainMail({
      subject: 'No raw',
      headers: ['X-Made: by hand'],
      body: 'Only JSON.\r\n',
    });
    const event = await arrive(raw, { raw: 'null' });
    expect(event).toMatchObject({
      status: 'processed',
      outcome: { kind: 'ticket_opened', reason: 'raw_not_offered' },
    });
    const message = await messageOf(event);
    expect(message).toMatchObject({
      subject: 'No raw',
      reply_text: 'Only JSON.',
      defects: ['raw_not_offered'],
    });
    const raws = await service.call('GET', `/v1/messages/${message.id}/raw`);
    expect(raws).toMatchObject({ status: 404, body: { type: '/problems/raw-not-kept' } });
  });

  it('without raw mail, with a file under a safe name', async () => {
    const raw = [
      'From: ann@customer.example',
      'To: support@desk.example',
      'Subject: No raw, but a file',
      `Message-ID: <${randomUUID()}@customer.example>`,
      'MIME-Version: 1.0',
      'Content-Type: application/pdf',
      `Content-Disposition: attachment; filename="../../bill\u202efdp.exe"`,
      '',
      'not a bill',
    ].join('\r\n');
    const message = await messageOf(await arrive(raw, { raw: 'null' }));
    expect(message.attachments).toMatchObject([{ filename: 'billfdp.exe' }]);
  });

  it('too large for us, from the JSON, and says so', async () => {
    const event = await arrive(plainMail({ body: 'x'.repeat(1024 * 1024 + 1) }));
    expect(event).toMatchObject({ status: 'processed', outcome: { reason: 'raw_too_large' } });
  });
});

describe('when a person must act, the mail waits visibly and can be run again', () => {
  it('content withheld above the quota: parked, then processed by replay', async () => {
    await simulator.fault({ kind: 'http_error', status: 403, name: 'email_above_quota', count: 1 });
    const event = await arrive(plainMail());
    expect(event).toMatchObject({ status: 'parked', last_error: { code: 'provider_content_withheld' } });
    expect((await service.call('POST', `/v1/events/${event.id}/replay`)).status).toBe(202);
    expect(await service.ended(event.id)).toMatchObject({ status: 'processed', last_error: null });
  });

  it('a key without receiving rights: parked at once, no retry loop', async () => {
    const restricted = await Service.start({
      env: { ...simulator.env, RESEND_API_KEY: 're_sim_sending_access' },
    });
    try {
      await simulator.announceTo(restricted);
      const { email_id } = await simulator.deliver(plainMail());
      const [found] = (await restricted.get(`/v1/events?email_id=${email_id}`)).data;
      expect(await restricted.ended(found.id)).toMatchObject({
        status: 'parked',
        attempts: 1,
        last_error: { code: 'provider_key_not_permitted' },
      });
    } finally {
      await restricted.stop();
    }
  });

  it('replaying what succeeded changes nothing', async () => {
    const event = await arrive(plainMail());
    const before = await service.count('messages');
    await service.call('POST', `/v1/events/${event.id}/replay`);
    expect(await service.ended(event.id)).toMatchObject({
      status: 'processed',
      outcome: { kind: 'message_known', message_id: event.outcome.message_id },
    });
    expect(await service.count('messages')).toBe(before);
  });
});

describe('POST /v1/inbound', () => {
  it('takes raw mail through the same pipeline, once', async () => {
    const raw = plainMail({ subject: 'Handed in' });
    const headers = { 'content-type': 'message/rfc822', 'x-envelope-to': 'support@desk.example' };
    const first = await service.call('POST', '/v1/inbound', { raw, headers });
    const again = await service.call('POST', '/v1/inbound', { raw, headers });
    expect(first).toMatchObject({ status: 202, body: { object: 'inbound_mail', duplicate: false } });
    expect(again).toMatchObject({ status: 202, body: { event_id: first.body.event_id, duplicate: true } });
    const event = await service.ended(first.body.event_id);
    expect(event).toMatchObject({
      source: 'inbound',
      status: 'processed',
      payload: { envelope: { reverse_path: null, recipients: ['support@desk.example'] } },
    });
    expect(await messageOf(event)).toMatchObject({ subject: 'Handed in', source: 'inbound' });
  });

  it('refuses what is not raw mail or is too large', async () => {
    const json = await service.call('POST', '/v1/inbound', { body: {} });
    expect(json).toMatchObject({ status: 415, body: { type: '/problems/media-type-unsupported' } });
    const large = await service.call('POST', '/v1/inbound', {
      raw: Buffer.alloc(1024 * 1024 + 1),
      headers: { 'content-type': 'message/rfc822' },
    });
    expect(large).toMatchObject({ status: 413, body: { type: '/problems/body-too-large' } });
  });

  it.each([
    ['nothing at all', Buffer.alloc(0)],
    ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256))],
    ['only line ends', Buffer.from('\r\n\r\n')],
    ['NUL bytes', Buffer.from('From: a\0b@x.example\r\nSubject: nul\0\r\n\r\nbo\0dy')],
  ])('keeps %s byte for byte, as a ticket', async (_what, raw) => {
    const event = await service.handIn(raw);
    expect(event).toMatchObject({ status: 'processed', outcome: { kind: 'ticket_opened' } });
    const kept = await service.call('GET', `/v1/messages/${event.outcome.message_id}/raw`);
    expect(kept.bytes).toEqual(raw);
  });

  it('opens a ticket from the header of a mail over the limits, with the whole mail attached', async () => {
    const depth = 60;
    const open = Array.from(
      { length: depth },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}`,
    );
    const raw = `From: deep@customer.example\r\nSubject: Deep\r\nMIME-Version: 1.0\r\n${open.join('\r\n')}\r\n\r\nx`;
    const event = await service.handIn(raw);
    expect(event.status).toBe('processed');
    const message = await messageOf(event);
    expect(message).toMatchObject({ subject: 'Deep', from: { address: 'deep@customer.example' } });
    expect(message.defects).toContain('too_deep');
    expect(message.attachments).toMatchObject([{ filename: 'message.eml', size: raw.length }]);
  });
});
