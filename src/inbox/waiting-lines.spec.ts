import { describe, expect, it } from '@jest/globals';
import { WaitingLines } from './waiting-lines.js';

/** `a3` is the third event of source `a`. */
function linesOf(room: number, lengths: Record<string, number>): WaitingLines<string> {
  const lines = new WaitingLines<string>(room);
  for (const [source, length] of Object.entries(lengths)) {
    for (let n = 1; n <= length; n += 1) lines.add(source, `${source}${n}`);
  }
  return lines;
}

const sourcesOf = (taken: string[]) => taken.map((one) => one.charAt(0)).join('');

describe('events waiting in lines', () => {
  it('of one source leave in the order of arrival', () => {
    const lines = linesOf(10, { a: 5 });
    expect([lines.take(2), lines.take(10), lines.take(10)]).toEqual([['a1', 'a2'], ['a3', 'a4', 'a5'], []]);
    expect(lines.length).toBe(0);
  });

  it('of a quiet source leave with the next batch, however long another line is', () => {
    const lines = linesOf(1_000, { a: 1_000, b: 1 });
    expect(lines.take(4).sort()).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('of two floods leave in equal parts', () => {
    const lines = linesOf(100, { a: 100, b: 90 });
    expect(Array.from({ length: 3 }, () => [...sourcesOf(lines.take(8))].sort().join(''))).toEqual(
      Array(3).fill('aaaabbbb'),
    );
  });

  it('of more sources than fit into a batch take turns', () => {
    const lines = linesOf(10, { a: 10, b: 10, c: 10 });
    expect([1, 2, 3].map(() => sourcesOf(lines.take(2)))).toEqual(['ab', 'ca', 'bc']);
  });

  it('are limited in number for each source, and there is room again when some have left', () => {
    const lines = linesOf(2, { a: 2 });
    expect(lines.add('a', 'a3')).toBe(false);
    expect(lines.add('b', 'b1')).toBe(true);
    expect(lines.take(1)).toEqual(['a1']);
    expect(lines.add('a', 'a3')).toBe(true);
    expect(lines.take(9).sort()).toEqual(['a2', 'a3', 'b1']);
  });
});
