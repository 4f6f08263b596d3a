import { describe, expect, it } from '@jest/globals';
import { judgeWebhooks } from './webhook-watch.js';

const on = (endpoint: string) => ({ id: 'w1', endpoint, isEnabled: true, events: null });
const off = (endpoint: string) => ({ id: 'w2', endpoint, isEnabled: false, events: null });
const OURS = 'https://post.example.com/webhooks/resend';
const OTHER = 'https://shop.example.com/webhooks/resend';

describe('judgeWebhooks', () => {
  it.each([
    ['one that is on', [on(OURS), off(OTHER)], 'https://post.example.com', 'enabled'],
    ['one that is off beside one that is on', [off(OURS), on(OURS)], 'https://post.example.com', 'enabled'],
    ['one that is off', [off(OURS), on(OTHER)], 'https://post.example.com', 'disabled'],
    ['none', [on(OTHER)], 'https://post.example.com', 'missing'],
    ['any of our path, when we do not know where we are', [off(OTHER)], null, 'disabled'],
    ['none of our path, when we do not know where we are', [on('https://shop.example.com/')], null, null],
  ])('finds %s', (_, registered, publicUrl, status) => {
    expect(judgeWebhooks(registered, { source: 'resend', publicUrl })).toBe(status);
  });
});
