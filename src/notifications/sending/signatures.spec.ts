import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { newSigningSecret, signatureHeaders, simpleSignature } from './signatures.js';

const body = '{"type":"ticket.created"}';
const message = () => ({ id: 'a1', body, sentAt: new Date() });

describe('signatureHeaders', () => {
  it('satisfies the reference library', () => {
    const secret = newSigningSecret();
    expect(new Webhook(secret).verify(body, signatureHeaders(message(), [secret]))).toEqual(JSON.parse(body));
  });

  it('satisfies receivers with the old secret and with the new one', () => {
    const [old, fresh] = [newSigningSecret(), newSigningSecret()];
    const headers = signatureHeaders(message(), [fresh, old]);
    for (const secret of [old, fresh]) expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(newSigningSecret()).verify(body, headers)).toThrow();
  });
});

describe('simpleSignature', () => {
  it("is the HMAC of the body, with the secret's text as the key", () => {
    const expected = createHmac('sha256', 'whsec_x').update(body).digest('hex');
    expect(simpleSignature(body, 'whsec_x')).toBe(`sha256=${expected}`);
  });
});
