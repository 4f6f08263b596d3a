import { describe, expect, it } from '@jest/globals';
import type { ReceivedSummary } from '../../providers/receiving.js';
import { ReconcileTally } from './reconcile-tally.js';

const at = (time: string) => new Date(`2026-11-${time}Z`);
const mail = (time: string | null) => ({ createdAt: time === null ? null : at(time) }) as ReceivedSummary;

describe('the tally of a reconcile', () => {
  const proven = { from: at('18T00:00'), until: at('20T12:00') };

  it.each([
    ['a mail after the proven span', '20T12:01', false, { '2026-11-20': 1 }],
    ['a mail at the end of the span', '20T12:00', false, {}],
    ['a mail within the span', '19T08:00', false, {}],
    ['a mail within the span that nobody knew', '19T08:00', true, { '2026-11-19': 1 }],
    ['a mail later than what is proven now', '21T00:01', true, {}],
    ['a mail before the span', '17T08:00', false, { '2026-11-17': 1 }],
    ['a mail without a time, as of now', null, false, { '2026-11-21': 1 }],
  ])('counts each mail once: %s', (_what, time, isUnknown, expected) => {
    const tally = new ReconcileTally(proven, at('21T00:00'));
    tally.add(mail(time), isUnknown);
    expect(Object.fromEntries(tally.listedByDay)).toEqual(expected);
  });

  it('counts everything the first time', () => {
    const tally = new ReconcileTally({ from: at('18T00:00'), until: null }, at('21T00:00'));
    tally.add(mail('19T08:00'), false);
    tally.add(mail('19T23:59'), true);
    expect(Object.fromEntries(tally.listedByDay)).toEqual({ '2026-11-19': 2 });
  });
});
