import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { sign } from './signature.js';

const BODY =
  '{"type":"email.bounced","created_at":"2026-11-20T10:00:00.000Z","data":{"email_id":"0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01"}}';
const SIGNED = { id: 'msg_2demoAbCdEfGhIjKlMnOpQrStU', timestamp: 1795168800, body: BODY };

/** Computed with the `resend` SDK 6.38 and published here, so that other implementations can check theirs. */
const VECTORS = [
  {
    secret: 'whsec_bWFpbC1pbnRha2UtZGVtby1rZXktQS0wMDAx',
    signature: 'v1,jGoPiQwlG7m7jFqXb63BWECgM9vfMlSuQnAq/8XTU3U=',
  },
  {
    secret: 'whsec_bWFpbC1pbnRha2UtZGVtby1rZXktQi0wMDAy',
    signature: 'v1,u2GehrthDVauMw4ePjNh0swNjEw/5nZSdKcQ1BhlHMw=',
  },
];

describe('sign', () => {
  it('is tested with a body of 123 bytes', () => {
    expect(Buffer.byteLength(BODY)).toBe(123);
  });

  it.each(VECTORS)('gives $signature with $secret', ({ secret, signature }) => {
    expect(sign(secret, SIGNED)).toBe(signature);
  });

  it.each(VECTORS)('agrees with the Standard Webhooks library for $secret', ({ secret }) => {
    const theirs = new Webhook(secret).sign(SIGNED.id, new Date(SIGNED.timestamp * 1000), BODY);
    expect(sign(secret, SIGNED)).toBe(theirs);
  });
});
