import { describe, expect, it } from '@jest/globals';
import { parseTimestamp, parseUnixTime } from './timestamps.js';

describe('parseTimestamp', () => {
  it.each([
    ['2026-11-20T10:00:00.126Z', '2026-11-20T10:00:00.126Z'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:00:00.894719+00:00', '2026-11-20T10:00:00.894Z'],
    ['2026-11-20 10:00:00.678+00', '2026-11-20T10:00:00.678Z'],
    ['2026-11-20 10:00:00.6+02', '2026-11-20T08:00:00.600Z'],
    ['2026-11-20T10:00:00-0530', '2026-11-20T15:30:00.000Z'],
    ['2026-11-20T10: 00: 00.000Z', '2026-11-20T10:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('reads %s', (text, expected) => {
    expect(parseTimestamp(text)?.toISOString()).toBe(expected);
  });

  it.each([
    ['a day that does not exist', '2026-02-30T10:00:00Z'],
    ['hour 24', '2026-11-20T24:00:00Z'],
    ['year 10000 in UTC', '9999-12-31T23:59:59-01:00'],
    ['the year 0', '0000-01-01T00:00:00Z'],
    ['no zone', '2026-11-20T10:00:00'],
    ['a date alone', '2026-11-20'],
    ['words', 'yesterday'],
    ['a number', 1_795_168_800],
    ['an object', { seconds: 1 }],
    ['nothing', undefined],
  ])('reads no time from %s', (_title, value) => {
    expect(parseTimestamp(value)).toBeNull();
  });
});

describe('parseUnixTime', () => {
  it.each<[unknown, string | null]>([
    [1_795_168_800, '2026-11-20T10:00:00.000Z'],
    [1_795_168_800_126, '2026-11-20T10:00:00.126Z'],
    [1_795_168_800.5, '2026-11-20T10:00:00.500Z'],
    ['1795168800', null],
    [-1, null],
    [Number.POSITIVE_INFINITY, null],
    [1e300, null],
    [253_402_300_800_000, null],
    [Number.NaN, null],
  ])('reads %p as %p', (value, expected) => {
    expect(parseUnixTime(value)?.toISOString() ?? null).toBe(expected);
  });
});
