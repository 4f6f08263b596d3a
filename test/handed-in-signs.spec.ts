import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bounce, sentMailEvent, tell } from './support/delivery-events.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ env: { TRUSTED_AUTHSERV_IDS: 'mx.desk.example' } });
  const { rules, score, proof_of_life } = await service.get('/v1/suppression-policy');
  const lifting = { ...proof_of_life, authenticated_mail: 'lift' };
  await service.call('PUT', '/v1/suppression-policy', { body: { rules, score, proof_of_life: lifting } });
});
afterAll(() => service?.stop());

const isSuppressed = async (address: string): Promise<boolean> => {
  const { body } = await service.call('POST', '/v1/suppressions/check', { body: { addresses: [address] } });
  return body.data[0].suppressed;
};

/** Records a bounce of a minute ago, then hands in a mail from the same person. */
async function bouncedAndWrote(
  address: string,
  { verdict, server = 'mx.desk.example', sentAt }: { verdict: string; server?: string; sentAt?: Date },
): Promise<boolean> {
  const at = new Date(Date.now() - 60_000);
  await tell(
    service,
    sentMailEvent('email.bounced', { to: [address], data: bounce('Permanent', 'General'), at }),
  );
  expect(await isSuppressed(address)).toBe(true);
  const headers = [`Authentication-Results: ${server}; dmarc=${verdict} header.from=life.example`];
  await service.handIn(plainMail({ from: address, headers, ...(sentAt && { sentAt }) }));
  return isSuppressed(address);
}

describe("a mail that is handed in with our own server's verdict on its sender", () => {
  it('is a sign of life if the sender is proven', async () => {
    expect(await bouncedAndWrote('proven@life.example', { verdict: 'pass' })).toBe(false);
    expect(await bouncedAndWrote('loud@life.example', { verdict: 'PASS' })).toBe(false);
  });

  it('is no sign of life if the sender is not proven', async () => {
    expect(await bouncedAndWrote('forged@life.example', { verdict: 'fail' })).toBe(true);
    const anybody = { verdict: 'pass', server: 'mx.elsewhere.example' };
    expect(await bouncedAndWrote('claimed@life.example', anybody)).toBe(true);
  });

  it('is no sign of life if a bounce came after it was written', async () => {
    const archived = { verdict: 'pass', sentAt: new Date('2015-03-01T10:00:00Z') };
    expect(await bouncedAndWrote('archived@life.example', archived)).toBe(true);
  });
});
