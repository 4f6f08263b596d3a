import { describe, expect, it } from '@jest/globals';
import {
  MAX_A_DAY_PER_ADDRESS,
  MAX_AN_HOUR_PER_MAILBOX,
  type Occasion,
  whyNoReceipt,
} from './may-acknowledge.js';

const sender = {
  address: 'ann@x.example',
  addresses: ['ann@x.example'],
  proof: 'pass',
  isOurs: false,
  contactId: null,
  lacksName: false,
  isBlocked: false,
} as const;

const good: Occasion = {
  classification: { kind: 'human', reason: 'no_automatic_sign' },
  headers: [{ name: 'subject', value: 'Hi' }],
  reversePath: null,
  sender: { ...sender, addresses: [] },
  isOld: false,
  isSuppressed: false,
  sentToAddressToday: 0,
  sentByMailboxThisHour: 0,
};

describe('whyNoReceipt', () => {
  it('allows a receipt for a proven person', () => {
    expect(whyNoReceipt(good)).toBeNull();
    const headers = [{ name: 'auto-submitted', value: 'no (by hand)' }];
    expect(whyNoReceipt({ ...good, headers })).toBeNull();
  });

  it.each<[string, Partial<Occasion>]>([
    ['automatic_mail', { classification: { kind: 'auto_reply', reason: 'x' } }],
    ['automatic_mail', { classification: { kind: 'auto_generated', reason: 'x' } }],
    ['automatic_mail', { classification: { kind: 'list', reason: 'x' } }],
    ['automatic_mail', { classification: { kind: 'bounce', reason: 'x' } }],
    ['automatic_mail', { classification: { kind: 'complaint', reason: 'x' } }],
    ['sender_asks_for_none', { headers: [{ name: 'x-auto-response-suppress', value: 'OOF, AutoReply' }] }],
    ['sender_asks_for_none', { headers: [{ name: 'x-auto-response-suppress', value: 'All' }] }],
    ['sender_asks_for_none', { headers: [{ name: 'auto-submitted', value: 'auto-generated' }] }],
    ['sender_asks_for_none', { headers: [{ name: 'auto-submitted', value: '(rule) auto-forwarded' }] }],
    ['sender_asks_for_none', { headers: [{ name: 'precedence', value: 'Bulk' }] }],
    ['sender_unidentified', { sender: { ...good.sender, address: null } }],
    ['null_reverse_path', { reversePath: '<>' }],
    ['sender_serves_list', { sender: { ...good.sender, address: 'owner-news@x.example' } }],
    ['sender_serves_list', { sender: { ...good.sender, address: 'news-bounces@x.example' } }],
    ['sender_is_ours', { sender: { ...good.sender, isOurs: true } }],
    ['sender_blocked', { sender: { ...good.sender, isBlocked: true } }],
    ['sender_unproven', { sender: { ...good.sender, proof: 'unknown' } }],
    ['sender_unproven', { sender: { ...good.sender, proof: 'fail' } }],
    ['too_old', { isOld: true }],
    ['sender_suppressed', { isSuppressed: true }],
    ['address_cap_reached', { sentToAddressToday: MAX_A_DAY_PER_ADDRESS }],
    ['mailbox_cap_reached', { sentByMailboxThisHour: MAX_AN_HOUR_PER_MAILBOX }],
  ])('%s', (reason, occasion) => {
    expect(whyNoReceipt({ ...good, ...occasion })).toBe(reason);
  });
});
