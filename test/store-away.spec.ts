import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { S3Store } from './support/s3-store.js';
import { type Answer, Service } from './support/service.js';

const AWAY = {
  status: 503,
  body: { type: '/problems/storage-unavailable', detail: expect.not.stringContaining('A write') },
};

let s3: S3Store;
let service: Service;
let ticketId: string;
let raw: string;
beforeAll(async () => {
  s3 = await S3Store.start();
  service = await Service.start({ env: { STORAGE_URL: s3.url('post'), ...s3.credentials } });
  const { outcome } = await service.handIn(plainMail());
  ticketId = outcome.ticket_id;
  raw = `/v1/messages/${outcome.message_id}/raw`;
});
afterAll(async () => {
  await service?.stop();
  await s3?.stop();
});

const handIn = (to: Service, mail: string): Promise<Answer> =>
  to.call('POST', '/v1/inbound', {
    raw: mail,
    headers: { 'content-type': 'message/rfc822', 'idempotency-key': `a-mail-for-${to.url}` },
  });

const reply = (): Promise<Answer> =>
  service.call('POST', `/v1/tickets/${ticketId}/replies`, {
    body: {
      text: 'See the file.',
      uploads: [{ filename: 'a', content_type: 'text/plain', content: 'QQ==' }],
    },
    headers: { 'idempotency-key': 'a-reply' },
  });

describe('an object store', () => {
  it('that stops listening is reported as storage-unavailable, and Idempotency-Keys stay free', async () => {
    const mail = plainMail();
    await s3.stop();
    expect(await service.call('GET', raw)).toMatchObject(AWAY);
    for (const write of [() => handIn(service, mail), reply]) {
      expect([await write(), await write()]).toMatchObject([AWAY, AWAY]);
    }
    await s3.resume();
    expect(await handIn(service, mail)).toMatchObject({ status: 202 });
    expect((await service.call('GET', raw)).status).toBe(200);
  });

  it('whose host name is unknown is reported as storage-unavailable', async () => {
    const STORAGE_URL =
      's3://mail/post?endpoint=http://store.invalid:9000&region=eu-test-1&forcePathStyle=true';
    const apart = await Service.start({ role: 'api', beside: service, env: { STORAGE_URL } });
    const answer = await handIn(apart, plainMail());
    await apart.program.stop();
    expect(answer).toMatchObject(AWAY);
  });
});
