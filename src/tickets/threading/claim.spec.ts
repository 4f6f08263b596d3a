import { describe, expect, it } from '@jest/globals';
import { judgeClaims, refusalOf } from './claim.js';
import type { Sender } from './matcher.js';

const ann: Sender = { address: 'ann@x.example', addresses: ['ann@x.example'], proof: 'pass', isOurs: false };
const mine = { ticketId: 'mine', senderParticipates: true };
const others = { ticketId: 'others', senderParticipates: false };

describe('refusalOf', () => {
  it.each([
    ['a proven participant', ann, mine, false, null],
    ['a participant of unknown proof', { ...ann, proof: 'unknown' }, mine, false, null],
    [
      'a participant of unknown proof where proof is needed',
      { ...ann, proof: 'unknown' },
      mine,
      true,
      'sender_unproven',
    ],
    [
      'a participant whose authentication fails',
      { ...ann, proof: 'fail' },
      mine,
      false,
      'authentication_failed',
    ],
    ['a proven stranger', ann, others, false, 'sender_is_no_participant'],
    ['nobody in particular', { ...ann, address: null }, mine, false, 'sender_unidentified'],
    ['our own address', { ...ann, isOurs: true }, mine, false, 'sender_is_ours'],
  ] as const)('%s', (_who, sender, claim, needsProof, refusal) => {
    expect(refusalOf(claim, sender as Sender, { needsProof })).toBe(refusal);
  });
});

describe('judgeClaims', () => {
  const judge = (claims: { ticketId: string; senderParticipates: boolean }[]) =>
    judgeClaims('m', claims, ann, { saw: {}, shows: () => ({}) });

  it('accepts the first claim that the sender may make', () => {
    expect(judge([others, mine])).toMatchObject({ verdict: 'joined', ticket_id: 'mine' });
  });

  it('refuses the first claim if there is no other', () => {
    expect(judge([others])).toMatchObject({ verdict: 'refused', ticket_id: 'others' });
  });

  it('finds nothing without claims', () => {
    expect(judge([])).toMatchObject({ verdict: 'no_match', ticket_id: null });
  });

  it('lets a stranger into none of 10,000 guessed tickets', () => {
    const guesses = Array.from({ length: 10_000 }, (_, n) => ({ ...others, ticketId: String(n) }));
    expect(guesses.filter((guess) => judge([guess]).verdict === 'joined')).toEqual([]);
    expect(judge(guesses)).toMatchObject({ verdict: 'refused', ticket_id: '0' });
  });
});
