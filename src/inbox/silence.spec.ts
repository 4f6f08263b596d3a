import { describe, expect, it } from '@jest/globals';
import { findSilence } from './silence.js';

const days = (events: number[]) =>
  events
    .map((count, daysAgo) => ({ source: 'resend', daysAgo, events: count }))
    .filter((row) => row.events > 0);

describe('silence', () => {
  it.each([
    ['a source that always speaks at this hour', [0, 40, 35, 50], ['resend']],
    ['one with a day off in between', [0, 60, 0, 60, 60], ['resend']],
    ['one that spoke today', [1, 40, 35, 50], []],
    ['one that seldom speaks', [0, 3, 1, 2], []],
    ['one that spoke on one day alone', [0, 0, 0, 9_000], []],
    ['one that always spoke, and once without end', [0, 40, 9_000, 40], ['resend']],
    ['one that is new', [0, 400, 400], []],
    ['no source at all', [], []],
  ])('is judged against what is usual: %s', (_what, events, silent) => {
    expect(findSilence(days(events)).map(({ source }) => source)).toEqual(silent);
  });

  it('of one source is not hidden by another source', () => {
    const other = { source: 'reloop', daysAgo: 0, events: 9 };
    expect(findSilence([other, ...days([0, 40, 35, 50])])).toHaveLength(1);
  });
});
