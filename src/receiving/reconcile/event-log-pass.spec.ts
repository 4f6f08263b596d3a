import { describe, expect, it } from '@jest/globals';
import type { EventLogPass, EventLogState } from '../../inbox/ledger/event-log-books.js';
import type { ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { notBegun, passOf } from './event-log-pass.js';

const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const NOW = day(20);

const state = (pass: EventLogPass | null): EventLogState => ({
  source: 'resend',
  access: 'open',
  covered_from: day(1),
  proven_until: day(19),
  pass,
  gone: 0,
  last_error: null,
  failing_since: null,
  looked_at: null,
});

const claim = (requestedSince?: Date | null): ReconcileClaim => ({
  source: 'resend',
  token: 't',
  coveredFrom: day(1),
  provenUntil: day(19),
  isRequested: requestedSince !== undefined,
  requestedSince: requestedSince ?? null,
  startedAt: NOW,
});

/** A pass that was requested ten days ago and has reached its third event. */
const UNFINISHED: EventLogPass = {
  from: day(5).toISOString(),
  up_to: day(15).toISOString(),
  webhook_id: 'ours',
  after: 'event-3',
  is_whole: true,
};

describe('a pass through the event log', () => {
  it('continues where it was', () => {
    expect(passOf(state(UNFINISHED), claim(), ['ours'])).toBe(UNFINISHED);
  });

  it.each([
    ['its webhook is gone', UNFINISHED, claim(), ['another']],
    ['it has to begin again', notBegun(UNFINISHED), claim(), ['ours']],
    ['somebody asks for a look that reaches less far', UNFINISHED, claim(null), ['ours']],
  ])('starts over, as far back and up to now, if %s', (_when, pass, round, webhookIds) => {
    const anew = passOf(state(pass), round, webhookIds);
    expect(anew).toMatchObject({ from: UNFINISHED.from, webhook_id: null, after: null, is_whole: true });
    expect(Date.parse(anew.up_to)).toBeGreaterThan(day(19).getTime());
  });

  it('looks further back if asked to, but no further than the log is kept', () => {
    expect(passOf(state(UNFINISHED), claim(day(2)), ['ours']).from).toBe(day(2).toISOString());
    const longAgo = passOf(state(null), claim(new Date(0)), ['ours']).from;
    expect(Date.parse(longAgo)).toBe(NOW.getTime() - 30 * 24 * 3600 * 1000);
  });
});
