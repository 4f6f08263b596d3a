import { describe, expect, it } from '@jest/globals';
import { carriedBy, type Dispatch, toJobs } from './inbox-job.js';

const dispatches = (count: number): Dispatch[] =>
  Array.from({ length: count }, (_, n) => ({ eventId: `e-${n}`, kind: 'received', dispatches: n % 3 }));
const sizes = (count: number) =>
  toJobs('receiving', dispatches(count), {}).map(({ data }) => data.event_ids.length);

describe('the jobs of a bulk', () => {
  it.each([
    ['nothing', 0, []],
    ['one event', 1, [1]],
    ['few events, one each, so that several workers have a part in them', 4, [1, 1, 1, 1]],
    ['more, evenly', 7, [2, 2, 2, 1]],
    ['many, at most four each', 18, [4, 4, 4, 4, 2]],
  ])('of %s', (_what, count, expected) => {
    expect(sizes(count)).toEqual(expected);
  });

  it('carry each event once', () => {
    const carried = toJobs('receiving', dispatches(99), {}).flatMap(({ data }) => data.event_ids);
    expect(carried).toEqual(dispatches(99).map(({ eventId }) => eventId));
  });

  it('are found again by their events, unless a new job was requested since', () => {
    const known = dispatches(9);
    const ids = toJobs('receiving', known, {}).map(({ opts }) => opts.jobId!);
    expect(carriedBy(ids, known)).toEqual(known);
    expect(carriedBy(ids.slice(1), known)).toEqual(known.slice(3));
    expect(carriedBy(ids, [{ ...known[4]!, dispatches: known[4]!.dispatches + 1 }])).toEqual([]);
  });
});
