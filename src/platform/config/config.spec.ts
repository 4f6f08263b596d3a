import { describe, expect, it } from '@jest/globals';
import { badFailpoint } from './bad-failpoint.js';
import type { Config } from './config.js';
import { InvalidConfig, readConfig } from './read-config.js';

const refusal = (env: Record<string, string>): InvalidConfig | null => {
  try {
    readConfig(env);
    return null;
  } catch (error) {
    if (error instanceof InvalidConfig) return error;
    throw error;
  }
};

describe('readConfig', () => {
  it('needs nothing: every setting has a default', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', role: 'all', databaseUrl: null });
  });

  it('counts an empty or blank value as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '  ' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it('names every bad variable at once', () => {
    const bad = refusal({ PORT: 'http', ROLE: 'boss', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' })!.bad;
    expect(bad.map(({ variable }) => variable).sort()).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'ROLE']);
  });

  it('never repeats a bad value, which may be a secret', () => {
    const complaint = refusal({ ADMIN_API_KEY: 'too-short-secret' })!.message;
    expect(complaint).toContain('ADMIN_API_KEY');
    expect(complaint).not.toContain('too-short-secret');
  });

  it.each([
    ['which it does not know', 'anywhere', 'http://127.0.0.1:1', 'FAILPOINT'],
    ['where mail is real', 'event_leased', undefined, 'RESEND_BASE_URL must be on this machine'],
    [
      'where the provider is elsewhere',
      'event_leased',
      'https://127.0.0.1.example',
      'must be on this machine',
    ],
  ])('refuses a failpoint %s', (_, FAILPOINT, RESEND_BASE_URL, complaint) => {
    const read = () => readConfig({ FAILPOINT, RESEND_BASE_URL }, [badFailpoint]);
    expect(read).toThrow(complaint);
  });

  it('splits lists and drops blanks', () => {
    expect(readConfig({ CORS_ORIGINS: 'https://a.example, https://b.example,,' }).corsOrigins).toEqual([
      'https://a.example',
      'https://b.example',
    ]);
  });

  it('keeps the secrets of every source by variable, also of those that a file describes', () => {
    const env = { RESEND_WEBHOOK_SECRET: 'a, b', PARCEL_WEBHOOK_SECRET: 'c', RELOOP_WEBHOOK_SECRET: ' ' };
    expect(readConfig(env).webhookSecrets).toEqual({
      RESEND_WEBHOOK_SECRET: ['a', 'b'],
      PARCEL_WEBHOOK_SECRET: ['c'],
    });
  });

  it('asks further checks and names what they refuse', () => {
    const refuse = () => [{ variable: 'RESEND_WEBHOOK_SECRET', reason: 'is too short' }];
    expect(() => readConfig({}, [refuse])).toThrow('RESEND_WEBHOOK_SECRET: is too short');
  });

  it('cannot be changed afterwards', () => {
    const config = readConfig({}) as { -readonly [Key in keyof Config]: Config[Key] };
    expect(() => {
      config.port = 1;
    }).toThrow(TypeError);
  });
});
