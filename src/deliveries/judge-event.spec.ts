import { describe, expect, it } from '@jest/globals';
import { resend } from '../providers/resend/resend.js';
import { judgeEvent, kindOfReport } from './judge-event.js';

const judged = (type: string, data: object) =>
  judgeEvent(resend.normalise({ type, created_at: '2026-11-21T09:00:00Z', data }, 'id'));
const bounced = (type: string | null, subType: string | null, ...diagnosticCode: string[]) =>
  judged('email.bounced', { to: ['a@x.example'], bounce: { type, subType, diagnosticCode } })?.kind;

describe('judgeEvent', () => {
  it.each([
    ['Permanent', 'General', 'permanent_bounce'],
    ['Permanent', 'NoEmail', 'permanent_bounce'],
    ['Permanent', null, 'permanent_bounce'],
    ['Transient', 'MailboxFull', 'transient_bounce'],
    ['Temporary', 'General', 'transient_bounce'],
    ['Undetermined', 'Undetermined', 'undetermined_bounce'],
    ['permanent-ish', null, 'undetermined_bounce'],
    [null, null, 'undetermined_bounce'],
    ['Permanent', 'ContentRejected', 'content_refusal'],
    ['Permanent', 'MessageTooLarge', 'content_refusal'],
    ['Transient', 'AttachmentRejected', 'content_refusal'],
    ['Permanent', 'MessageRejected', 'content_refusal'],
    ['Permanent', 'Suppressed', 'provider_suppression'],
  ])('judges a bounce %s / %s as %s', (type, subType, kind) => {
    expect(bounced(type, subType)).toBe(kind);
  });

  it.each([
    ['smtp; 550 5.1.1 no such user here', 'permanent_bounce'],
    ['smtp; 554 5.7.1 blocked using zen.spamhaus.org', 'infrastructure'],
    ['smtp; 550 5.7.26 DMARC check failed', 'infrastructure'],
    ['smtp; 550 5.7.1 message classified as spam', 'content_refusal'],
    ['smtp; 552 5.2.2 mailbox full', 'transient_bounce'],
    ['smtp; 421 4.7.0 too many connections', 'transient_bounce'],
    ['said nothing that anybody knows', 'permanent_bounce'],
  ])('trusts the remote server\'s words more than "Permanent": %s', (said, kind) => {
    expect(bounced('Permanent', 'General', said)).toBe(kind);
  });

  it("gives the reason why an address is on the provider's list", () => {
    const added = (origin: string) =>
      judged('suppression.added', { email: 'a@x.example', origin, source_id: null });
    expect(added('complaint')).toEqual({ kind: 'provider_suppression', reason: 'complaint' });
    expect(added('bounce')).toEqual({ kind: 'provider_suppression', reason: 'bounce' });
    expect(added('manual')).toEqual({ kind: 'provider_suppression' });
  });

  it.each(['email.sent', 'email.delivered', 'email.delivery_delayed', 'email.failed', 'email.opened'])(
    'finds no evidence in %s',
    (type) => {
      expect(judged(type, { to: ['a@x.example'] })).toBeNull();
    },
  );
});

describe('kindOfReport', () => {
  it.each([
    ['hard', 'user_unknown', 'dsn_hard'],
    ['soft', 'mailbox_full', 'dsn_soft'],
    ['soft', 'infrastructure', 'infrastructure'],
    ['soft', 'spam', 'content_refusal'],
    ['delayed', 'expired', null],
    ['complaint', 'abuse', 'arf_complaint'],
  ])('%s, %s: %s', (severity, reason, kind) => {
    expect(kindOfReport(severity, reason)).toBe(kind);
  });
});
