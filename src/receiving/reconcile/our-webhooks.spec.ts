import { describe, expect, it } from '@jest/globals';
import { logsOfOurs } from './our-webhooks.js';

const webhook = (id: string | null, endpoint: string, isEnabled = true) => ({
  id,
  endpoint,
  isEnabled,
  events: null,
});
const OURS = 'https://post.example.com/webhooks/resend';
const STAGING = 'https://staging.example.com/webhooks/resend';

describe('logsOfOurs', () => {
  it.each([
    ['the only one of our path', [webhook('w1', OURS)], null, 'open', ['w1']],
    ['a disabled one', [webhook('w1', OURS, false)], null, 'open', ['w1']],
    ['none of two that might be ours', [webhook('w1', OURS), webhook('w2', STAGING)], null, 'ambiguous', []],
    [
      'ours beside another',
      [webhook('w1', STAGING), webhook('w2', OURS)],
      'https://post.example.com',
      'open',
      ['w2'],
    ],
    [
      'all of one address, always in one order',
      [webhook('w2', OURS), webhook('w1', OURS)],
      'https://post.example.com',
      'open',
      ['w1', 'w2'],
    ],
    ['none', [webhook('w1', STAGING)], 'https://post.example.com', 'not_registered', []],
    ['none that can be asked for', [webhook(null, OURS)], null, 'not_registered', []],
  ])('finds %s', (_, registered, publicUrl, access, webhookIds) => {
    expect(logsOfOurs(registered, { source: 'resend', publicUrl })).toEqual({ access, webhookIds });
  });
});
