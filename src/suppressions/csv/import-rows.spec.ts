import { describe, expect, it } from '@jest/globals';
import { findColumns, toEvidence } from './import-rows.js';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const record = (...fields: string[]) => ({ line: 1, fields, fault: null });
const columns = { address: 0, reason: 1, scope: 2, created_at: 3, expires_at: 4, note: 5 };

describe('findColumns', () => {
  it.each([
    [['address', 'reason'], { columns: { address: 0, reason: 1 }, isHeader: true }],
    [['ID', ' Email ', 'Created_At'], { columns: { address: 1, created_at: 2 }, isHeader: true }],
    [['ann@x.example'], { columns: { address: 0 }, isHeader: false }],
    [['name', 'phone'], null],
  ])('of %j', (fields, expected) => {
    expect(findColumns(record(...fields))).toEqual(expected);
  });
});

describe('toEvidence', () => {
  it('reads a full row', () => {
    const fields = [
      'Ann@X.example',
      'Complaint',
      'stream:news',
      '2026-01-02',
      '2027-01-02 10:00+01',
      'called',
    ];
    expect(toEvidence(record(...fields), columns, NOW)).toMatchObject({
      address: 'ann@x.example',
      kind: 'complaint',
      reason: 'complaint',
      scope: 'stream:news',
      occurredAt: new Date('2026-01-02T00:00:00Z'),
      expiresAt: new Date('2027-01-02T09:00:00Z'),
      note: 'called',
      source: 'import',
    });
  });

  it("is an operator's entry from now on if the row says no more", () => {
    expect(toEvidence(record('ann@x.example'), { address: 0 }, NOW)).toMatchObject({
      kind: 'manual',
      scope: 'all',
      occurredAt: NOW,
      expiresAt: null,
    });
  });

  it('has the same key for the same row at any time', () => {
    const keyAt = (now: Date) => toEvidence(record('ann@x.example'), { address: 0 }, now).key;
    expect(keyAt(NOW)).toBe(keyAt(new Date('2026-12-01T00:00:00Z')));
  });

  it.each([
    [['nobody'], 'address is no e-mail address'],
    [[''], 'address is no e-mail address'],
    [['a@x.example', 'angry'], 'reason must be complaint, manual, bounce, provider or empty'],
    [['a@x.example', '', 'news'], 'scope must be all, mailbox:<name> or stream:<name>'],
    [['a@x.example', '', '', 'yesterday'], 'created_at must be an ISO 8601 time'],
    [['a@x.example', '', '', '2026-13-45'], 'created_at must be an ISO 8601 time'],
    [['a@x.example', '', '', '0000-01-01'], 'created_at must be an ISO 8601 time'],
    [['a@x.example', '', '', '0001-01-01T00:00+01:00'], 'created_at must be an ISO 8601 time'],
    [['a@x.example', '', '', '', '9999-12-31T23:00-05:00'], 'expires_at must be an ISO 8601 time'],
    [['a@x.example', '', '', '2030-01-01'], 'created_at lies in the future'],
    [['a@x.example', '', '', '', '2020-01-01'], 'expires_at is over'],
  ])('refuses %j: %s', (fields, message) => {
    expect(() => toEvidence(record(...fields), columns, NOW)).toThrow(message);
  });
});
