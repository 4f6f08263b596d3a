import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_PROVIDERS } from './registry.js';
import { RESEND_EVENT_KINDS } from './resend/event-types.js';

const CREATED_AT = '2026-11-21T09:00:00.126Z';
const MAIL_CREATED_AT = '2026-11-21T08:59:58Z';

const DATAS: unknown[] = [
  undefined,
  null,
  [],
  { email_id: '../no-id', created_at: 'yesterday' },
  { id: 're_1', to: 'ann@customer.example', created_at: MAIL_CREATED_AT },
  { email_id: 'e-1', source_id: 's-1', email: 'ann@customer.example', bounce: { type: 'Permanent' } },
  { email_id: 'e-2', bounce: { type: 'Permanent', subType: 'Suppressed' } },
  { email_id: 'e-3', bounce: { type: 'Transient', subType: 'OnAccountSuppressionList' } },
];

const payloads = [...Object.keys(RESEND_EVENT_KINDS), 'brand.new', 7].flatMap((type) =>
  DATAS.flatMap((data) => [
    { type, data },
    { id: 'evt_1', type, created_at: CREATED_AT, timestamp: 1_795_168_800, data },
  ]),
);

describe('the identity of an event', () => {
  it.each(BUILT_IN_PROVIDERS)('is the same for $title as in the whole event', (provider) => {
    for (const payload of [null, 'x', ...payloads]) {
      for (const signedId of ['msg_1', null]) {
        const { type, kind, deliveryId, occurredAt, emailId } = provider.identify(payload, signedId);
        expect(provider.normalise(payload, signedId)).toMatchObject({
          type,
          kind,
          deliveryId,
          occurredAt,
          emailId,
        });
      }
    }
  });
});
