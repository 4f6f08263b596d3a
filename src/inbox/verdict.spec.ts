import { describe, expect, it } from '@jest/globals';
import { Claim } from './claim.js';
import type { EventError, InboxEvent } from './inbox-event.entity.js';
import { judge } from './verdict.js';

const claimAfter = (code: string, times: number) => {
  const lastError: EventError = { code, detail: '', at: '2026-03-01T00:00:00Z', times };
  return new Claim({ attempts: 20, lastError } as InboxEvent, 'token', 0);
};

describe('an unforeseen error', () => {
  it('is retried after attempts that ended differently, however many', () => {
    expect(judge(claimAfter('provider_failed', 19), new Error('odd'))).toMatchObject({
      status: 'received',
      code: 'unexpected',
    });
  });

  it('counts as permanent the fifth time in a row', () => {
    expect(judge(claimAfter('unexpected', 3), new Error('odd')).status).toBe('received');
    expect(judge(claimAfter('unexpected', 4), new Error('odd')).status).toBe('failed');
  });
});
