import { createHmac } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';

const PARCEL_SECRET = 'secret-of-the-parcel-post-for-tests';
const RELOOP_SECRET = 'whsec_ZW5kLXRvLWVuZC10ZXN0LXNlY3JldC1yZWxvb3A=';

/** A sender unknown to the code. */
const PARCEL_POST = {
  id: 'parcel-post',
  secretVariable: 'PARCELS_WEBHOOK_SECRET',
  scheme: {
    signatureHeader: 'X-Parcel-Signature',
    prefix: 'v1:',
    encoding: 'hex',
    signed: 'ts.body',
    timestamp: { in: 'header', header: 'X-Parcel-Time', unit: 'seconds' },
  },
  paths: {
    type: 'event',
    id: 'id',
    occurredAt: 'at',
    emailId: 'mail.id',
    recipients: 'mail.to',
    bounceType: 'kind',
  },
  kinds: { returned: 'bounced', arrived: 'delivered' },
};

async function profileFile(content: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'postroom-profiles-')), 'profiles.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

function post(asked: Service, body: string, secret: string) {
  const time = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  const headers = { 'x-parcel-signature': `v1:${digest}`, 'x-parcel-time': time };
  return asked.call('POST', '/webhooks/parcel-post', { raw: body, headers, key: null });
}

let service: Service;
beforeAll(async () => {
  service = await Service.start({
    env: {
      HMAC_PROFILES: await profileFile([PARCEL_POST]),
      PARCELS_WEBHOOK_SECRET: PARCEL_SECRET,
      RELOOP_WEBHOOK_SECRET: RELOOP_SECRET,
    },
  });
});
afterAll(() => service?.stop());

describe('a sender described in HMAC_PROFILES', () => {
  const returned = JSON.stringify({
    event: 'returned',
    id: 'p-1',
    at: '2026-11-20T10:00:00Z',
    kind: 'hard',
    mail: { id: 'm-1', to: 'gone@parcel.example' },
  });
  it('is accepted at /webhooks/<id>, and its bounce puts the address on the list', async () => {
    const { status, body } = await post(service, returned, PARCEL_SECRET);
    expect(status).toBe(200);
    const event = await service.ended(body.event_id);
    expect(event).toMatchObject({ source: 'parcel-post', type: 'returned', delivery_id: 'p-1' });
    expect(await service.get('/v1/suppressions/gone@parcel.example')).toMatchObject({
      reason: 'bounce',
      origin: { source: 'parcel-post', event_id: event.id, email_id: 'm-1' },
    });
    expect((await post(service, returned, PARCEL_SECRET)).body).toMatchObject({
      duplicate: true,
      event_id: event.id,
    });
  });

  it('is refused with another secret', async () => {
    expect((await post(service, returned, 'a-secret-that-is-not-the-right-one')).status).toBe(401);
  });

  it.each([
    ['a file that is not there', '/nowhere/profiles.json', 'HMAC_PROFILES: the file /nowhere/profiles.json'],
    ['a bad profile', [{ ...PARCEL_POST, id: 'resend' }], 'HMAC_PROFILES: /0/id is taken: resend'],
    [
      'the secret of another sender',
      [{ ...PARCEL_POST, secretVariable: 'RELOOP_WEBHOOK_SECRET' }],
      'HMAC_PROFILES: /0/secretVariable is taken',
    ],
  ])('stops the start if it has %s', async (_what, content, reason) => {
    const HMAC_PROFILES = typeof content === 'string' ? content : await profileFile(content);
    await expect(Service.start({ beside: service, env: { HMAC_PROFILES } })).rejects.toThrow(reason);
  });

  it('stops the start if its secret is easily guessed', async () => {
    const env = { PARCELS_WEBHOOK_SECRET: 'short' };
    await expect(Service.start({ beside: service, env })).rejects.toThrow(
      'PARCELS_WEBHOOK_SECRET: must hold',
    );
  });
});

describe('a mail announced by a sender without an API for received mail', () => {
  const announced = async (data: Record<string, unknown>) => {
    const body = JSON.stringify({
      type: 'email.received',
      created_at: new Date().toISOString(),
      data: {
        email_id: `in-${String(data.subject).length}`,
        from: 'Kim Doe <kim@corp.example>',
        to: ['help@shop.example'],
        ...data,
      },
    });
    const headers = signed(body, { secret: RELOOP_SECRET });
    const answer = await service.call('POST', '/webhooks/reloop', { raw: body, headers, key: null });
    expect(answer.status).toBe(200);
    return service.ended(answer.body.event_id);
  };

  it('waits with the reason if the webhook has no content, and can be handed in', async () => {
    const event = await announced({ subject: 'Empty' });
    expect(event).toMatchObject({
      status: 'parked',
      last_error: { code: 'content_not_fetchable', detail: expect.stringContaining('POST /v1/inbound') },
    });
    expect((await service.get('/v1/events?status=parked')).data).toContainEqual(
      expect.objectContaining({ id: event.id }),
    );
  });

  it('becomes a ticket from a webhook that carries the text', async () => {
    const event = await announced({
      subject: 'Where is my parcel?',
      text: 'It should be here by now.',
      attachments: [{ id: 'a1', filename: 'label.pdf', content_type: 'application/pdf' }],
    });
    expect(event).toMatchObject({
      status: 'processed',
      outcome: { kind: expect.stringContaining('ticket') },
    });
    expect(await service.get(`/v1/messages/${event.outcome.message_id}`)).toMatchObject({
      from: { address: 'kim@corp.example' },
      subject: 'Where is my parcel?',
      text: 'It should be here by now.',
      source: 'reloop',
    });
    const trace = await service.get(`/v1/messages/${event.outcome.message_id}/trace`);
    expect(JSON.stringify(trace)).toContain('attachments_missing');
  });

  it('is filed once although only its event identifies it', async () => {
    const event = await announced({ email_id: null, subject: 'Nameless', text: 'And still here.' });
    expect(event).toMatchObject({ email_id: null, outcome: { kind: 'ticket_opened' } });
    expect((await service.call('POST', `/v1/events/${event.id}/replay`)).status).toBe(202);
    expect(await service.ended(event.id)).toMatchObject({
      status: 'processed',
      outcome: { kind: 'message_known', message_id: event.outcome.message_id },
    });
    const { data } = await service.get(`/v1/tickets/${event.outcome.ticket_id}/messages`);
    expect(data).toHaveLength(1);
  });
});

it('an event of an unknown kind is run by a profile that knows it, alone or with others', async () => {
  const secrets = { PARCELS_WEBHOOK_SECRET: PARCEL_SECRET };
  const before = await Service.start({
    env: { ...secrets, HMAC_PROFILES: await profileFile([PARCEL_POST]) },
  });
  const tell = async (id: string) => {
    const to = `${id}@parcel.example`;
    const body = JSON.stringify({ event: 'refused', id, kind: 'hard', mail: { id: `m-${id}`, to } });
    const { event_id } = (await post(before, body, PARCEL_SECRET)).body;
    expect(await before.ended(event_id)).toMatchObject({ status: 'ignored' });
    return event_id as string;
  };
  const alone = await tell('p-7');
  await tell('p-8');
  await before.program.stop();
  const kinds = { ...PARCEL_POST.kinds, refused: 'bounced' };
  const HMAC_PROFILES = await profileFile([{ ...PARCEL_POST, kinds }]);
  const after = await Service.start({ beside: before, env: { ...secrets, HMAC_PROFILES } });
  try {
    expect((await after.call('POST', `/v1/events/${alone}/replay`)).status).toBe(202);
    expect(await after.ended(alone)).toMatchObject({ status: 'processed' });
    const { body } = await after.call('POST', '/v1/events/replay', { body: { status: 'ignored' } });
    expect(body).toMatchObject({ matched: 1, replayed: 1, status: 'done' });
    await after.settled();
    const addresses = ['p-7@parcel.example', 'p-8@parcel.example'];
    const checked = await after.call('POST', '/v1/suppressions/check', { body: { addresses } });
    expect(checked.body.data).toMatchObject([{ suppressed: true }, { suppressed: true }]);
  } finally {
    await after.program.stop();
    await before.stop();
  }
});
