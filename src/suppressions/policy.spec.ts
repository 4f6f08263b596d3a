import { describe, expect, it } from '@jest/globals';
import { type DeliveryEvidence, judgeDelivery } from './policy.js';

const bounced = (
  bounceType: string | null,
  bounceSubtype: string | null,
  address: string | null = 'gone@x.example',
) => judgeDelivery({ kind: 'bounced', address, bounceType, bounceSubtype, origin: null });

const said = (kind: DeliveryEvidence['kind'], address: string | null, origin: string | null = null) =>
  judgeDelivery({ kind, address, bounceType: null, bounceSubtype: null, origin });

describe('judgeDelivery', () => {
  it.each([
    ['Permanent', 'General'],
    ['Permanent', 'NoEmail'],
    ['Permanent', null],
  ])('suppresses on a %s bounce (%s)', (type, subtype) => {
    expect(bounced(type, subtype)).toEqual({
      action: 'suppress',
      address: 'gone@x.example',
      reason: 'bounce',
    });
  });

  it.each([
    ['Transient', 'MailboxFull', 'not_permanent'],
    ['Undetermined', 'Undetermined', 'not_permanent'],
    ['permanent-ish', null, 'not_permanent'],
    [null, null, 'not_permanent'],
    ['Permanent', 'ContentRejected', 'about_the_mail'],
    ['Permanent', 'MessageTooLarge', 'about_the_mail'],
    ['Permanent', 'AttachmentRejected', 'about_the_mail'],
  ])('leaves the address alone on %s / %s: %s', (type, subtype, why) => {
    expect(bounced(type, subtype)).toEqual({ action: 'none', why });
  });

  it('suppresses nobody when it is not proven who bounced or complained', () => {
    expect(bounced('Permanent', 'General', null)).toEqual({ action: 'none', why: 'ambiguous' });
    expect(said('complained', null)).toEqual({ action: 'none', why: 'ambiguous' });
  });

  it('follows the provider on its own list', () => {
    expect(said('complained', 'a@x.example')).toMatchObject({ reason: 'complaint' });
    expect(said('suppressed', 'a@x.example')).toMatchObject({ reason: 'provider' });
    expect(said('suppression_added', 'a@x.example', 'complaint')).toMatchObject({ reason: 'complaint' });
    expect(said('suppression_added', 'a@x.example', 'manual')).toMatchObject({ reason: 'provider' });
    expect(said('suppression_removed', 'a@x.example')).toEqual({ action: 'release', address: 'a@x.example' });
  });
});
