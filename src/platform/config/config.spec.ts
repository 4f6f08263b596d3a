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
  it('requires nothing: every setting has a default', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', role: 'all', databaseUrl: null });
  });

  it('counts an empty value as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it.each([
    ['RESEND_API_KEY', '          '],
    ['RESEND_API_KEY', 're_1234 5678'],
    ['ADMIN_API_KEY', 'correct horse battery staple'],
    ['RESEND_WEBHOOK_SECRET', ' , '],
    ['WEBHOOK_SOURCE_CIDRS', ','],
    ['WEBHOOK_SOURCE_CIDRS', '203.0.113.0/99'],
    ['WEBHOOK_SOURCE_CIDRS', '1.2.3.4.5/8'],
    ['WEBHOOK_SOURCE_CIDRS', '10/8'],
    ['TRUST_PROXY', '10.0.0.300'],
    ['TRUST_PROXY', '1'],
    ['TRUST_PROXY', '010.0.0.1'],
    ['OUTBOUND_ALLOWED_HOSTS', 'http://hooks.example'],
    ['OUTBOUND_ALLOWED_HOSTS', 'hooks.example/path'],
    ['OUTBOUND_ALLOWED_HOSTS', 'hooks.example:99999'],
    ['TRUSTED_AUTHSERV_IDS', 'https://mx.example.com'],
    ['HOST', 'http://0.0.0.0'],
    ['REDIS_URL', 'redis://cache:6379/mail'],
    ['REDIS_URL', 'redis://cache:6379/0?tls=true'],
    ['STORAGE_URL', 'file:'],
    ['STORAGE_URL', 'file://var/mail'],
    ['PUBLIC_URL', 'https://post.example.com/?a=b'],
    ['RESEND_BASE_URL', 'https://api.example.com/#top'],
    ['RETAIN_RAW_DAYS', '9007199254740991'],
    ['RESEND_API_KEY', 'whsec_ZW5kLXRvLWVuZC10ZXN0'],
  ])('refuses %s of "%s" by name', (variable, text) => {
    const bad = refusal({ [variable]: text })?.bad ?? [];
    expect(bad.map((setting) => setting.variable)).toEqual([variable]);
  });

  it.each([
    [
      'OUTBOUND_ALLOWED_HOSTS',
      'Hooks.example, hooks.example:80, hooks.example:443, 10.0.0.7:8080, [::1]:9000',
    ],
    ['WEBHOOK_SOURCE_CIDRS', '203.0.113.0/24, 2001:db8::/32'],
    ['TRUST_PROXY', '127.0.0.1, ::1, 10.0.0.0/8'],
    ['HOST', '::1'],
    ['REDIS_URL', 'rediss://user:p%2Fw@cache.example:6380/2'],
    ['REDIS_URL', 'redis://127.0.0.1:6379'],
    ['STORAGE_URL', 'file:///var/mail'],
    ['STORAGE_URL', 'file:mail'],
    ['PUBLIC_URL', 'https://post.example.com/support/'],
    ['RETAIN_RAW_DAYS', '3650'],
  ])('accepts %s of "%s"', (variable, text) => {
    expect(refusal({ [variable]: text })).toBeNull();
  });

  it('names every bad variable at once', () => {
    const bad = refusal({ PORT: 'http', ROLE: 'boss', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' })!.bad;
    expect(bad.map(({ variable }) => variable).sort()).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'ROLE']);
  });

  it.each([
    [
      'DATABASE_URL',
      'mysql://x',
      'must be postgres://user:password@host:port/database, or postgres://user@/database?host=/folder/of/its/socket',
    ],
    ['REDIS_URL', 'cache:6379', 'must be redis://host:port/number, and no more'],
    ['PUBLIC_URL', 'post.example.com', 'must be a URL with its protocol, such as https://post.example.com'],
    ['HOST', 'a b', 'must be an address or a host name'],
    ['RESEND_REQUESTS_PER_SECOND', 'many', 'must be a number from 0.1 to 1000'],
    ['REPLY_ADDRESS_SECRETS', 'short', 'each must be longer than or equal to 24 characters'],
    ['ADMIN_API_KEY', 'short', 'must be longer than or equal to 24 characters'],
  ])('shows for a bad %s what a good one looks like', (variable, text, reason) => {
    expect(refusal({ [variable]: text })!.bad).toEqual([{ variable, reason }]);
  });

  it.each([
    ['postgres://ann@/mail?host=/run/postgresql', 'postgres://ann@localhost/mail?host=%2Frun%2Fpostgresql'],
    ['postgresql:///mail?host=/run&port=5433', 'postgresql://localhost/mail?host=%2Frun&port=5433'],
    [
      'postgres://ann:p%40w@%2Frun%2Fpg:5433/mail',
      'postgres://ann:p%40w@localhost:5433/mail?host=%2Frun%2Fpg',
    ],
    ['postgres://ann@db.example/mail?host=/run', 'postgres://ann@db.example/mail?host=/run'],
    ['postgres://ann:pw@db.example:5433/mail', 'postgres://ann:pw@db.example:5433/mail'],
  ])('reads the database %s as %s', (text, url) => {
    expect(readConfig({ DATABASE_URL: text }).databaseUrl).toBe(url);
  });

  it.each(['postgres:///mail', 'postgres://ann@/mail', 'postgres://ann@:5432/mail', 'postgres://'])(
    'refuses the database %s, which is no address',
    (text) => {
      expect(refusal({ DATABASE_URL: text })!.bad.map(({ variable }) => variable)).toEqual(['DATABASE_URL']);
    },
  );

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

  it('keeps the secrets of every source by variable, also those of sources described in a file', () => {
    const env = { RESEND_WEBHOOK_SECRET: 'a, b', PARCEL_WEBHOOK_SECRET: 'c', RELOOP_WEBHOOK_SECRET: '' };
    expect(readConfig(env).webhookSecrets).toEqual({
      RESEND_WEBHOOK_SECRET: ['a', 'b'],
      PARCEL_WEBHOOK_SECRET: ['c'],
    });
  });

  it('runs further checks and names what they refuse', () => {
    const refuse = () => [{ variable: 'RESEND_WEBHOOK_SECRET', reason: 'is too short' }];
    expect(() => readConfig({}, [refuse])).toThrow('RESEND_WEBHOOK_SECRET: is too short');
  });

  it('returns a value that cannot be changed', () => {
    const config = readConfig({}) as { -readonly [Key in keyof Config]: Config[Key] };
    expect(() => {
      config.port = 1;
    }).toThrow(TypeError);
  });
});
