import { describe, expect, it } from '@jest/globals';
import { type ProviderEvent } from '../provider.js';
import { resend } from './resend.js';

const EMAIL_ID = '0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01';
const CREATED_AT = '2026-11-20T10:00:03.001Z';
const SENT = {
  email_id: EMAIL_ID,
  message_id: '<0100-aa@eu-west-1.amazonses.example>',
  created_at: '2026-11-20T10:00:00.894Z',
  from: 'Shop <hello@shop.example>',
  to: ['Gone@Corp.example'],
  subject: 'Your receipt',
  tags: { order: '1041' },
};

function event(type: unknown, data: unknown, deliveryId: string | null = 'msg_1'): ProviderEvent {
  return resend.normalise({ created_at: CREATED_AT, data, type }, deliveryId);
}

describe('hostile JSON', () => {
  const deep = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`) as unknown;
  const wrong: [string, unknown][] = [
    ['an array', []],
    ['a string', 'email.bounced'],
    ['null', null],
    ['a number', Number.POSITIVE_INFINITY],
    ['nothing but a type', { type: 'email.bounced' }],
    ['a type that is an object', { type: { a: 1 }, data: [] }],
    ['arrays 10,000 deep', deep],
    [
      'a deep value in each field',
      { type: 'email.received', data: { to: deep, attachments: deep, from: deep } },
    ],
    [
      '__proto__',
      JSON.parse('{"__proto__":{"type":"email.bounced"},"data":{"__proto__":{"to":["a@b.example"]}}}'),
    ],
    ['200,000 keys', Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`k${index}`, index]))],
    [
      'null in each list',
      { type: 'email.received', data: { to: [null], attachments: [null], headers: [null] } },
    ],
  ];
  it.each(wrong)('%s is an event without recipient, and the same one each time', (_title, payload) => {
    const first = resend.normalise(payload, null);
    expect(first).toMatchObject({ emailId: null, recipient: null, suppression: null });
    expect(first.deliveryId).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(resend.normalise(payload, null).deliveryId).toBe(first.deliveryId);
  });

  it.each([[{ a: 1 }], ['x'.repeat(10_000)], ['../secret'], ['%2e%2e'], [''], [7]])(
    '%j is never taken for an e-mail id',
    (emailId) => {
      expect(event('email.delivered', { ...SENT, email_id: emailId }).emailId).toBeNull();
    },
  );

  it('has NUL, line ends and lone surrogates removed from every line', () => {
    const { received } = event('email.received', {
      subject: 'a\0b\r\nBcc: x@y.example \ud800',
      to: ['a\0@b.example'],
    });
    expect(received?.subject).toBe('a b  Bcc: x@y.example \ufffd');
  });

  it('without an id gives different events for different payloads', () => {
    const payloads = [
      {},
      [],
      [[]],
      { a: 1 },
      { a: '1' },
      { b: 1 },
      [1, 2],
      [2, 1],
      [[1], 2],
      null,
      'null',
      0,
      false,
    ];
    expect(new Set(payloads.map((payload) => resend.normalise(payload, null).deliveryId)).size).toBe(
      payloads.length,
    );
  });
});
