import { describe, expect, it } from '@jest/globals';
import { findLastingReason, tellUnreachable } from './connection-error.js';

describe('findLastingReason', () => {
  it.each([
    ['28P01', 'the user name or password is wrong'],
    ['28000', 'the server does not let this user in from here'],
    ['3D000', 'the database does not exist'],
    ['42501', 'the user may not connect to the database'],
    ['ERR_INVALID_URL', 'the address is not a URL'],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      "the server's certificate is self-signed, and sslrootcert in DATABASE_URL does not name it",
    ],
  ])('%s does not pass by waiting', (code, reason) => {
    expect(findLastingReason(Object.assign(new Error('refused'), { code }))).toBe(reason);
  });

  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENOTFOUND', // a name that the container network does not know yet
    'EAI_AGAIN',
    '57P03', // starting up, shutting down or in recovery
    '57P01', // closed by a shutdown
    '53300', // too many connections
    'constructor', // an inherited property name is not a code
  ])('%s may pass by waiting', (code) => {
    expect(findLastingReason(Object.assign(new Error('not now'), { code }))).toBeNull();
  });

  it.each([
    ['open', 'a file that DATABASE_URL names cannot be read'],
    ['connect', null], // the socket of a server that is not running
  ])('ENOENT of %s: %s', (syscall, reason) => {
    expect(findLastingReason(Object.assign(new Error('no'), { code: 'ENOENT', syscall }))).toBe(reason);
  });

  it('recognises a server without TLS by its message, because pg gives no code', () => {
    expect(findLastingReason(new Error('The server does not support SSL connections'))).toBe(
      'the server does not speak TLS',
    );
  });
});

describe('tellUnreachable', () => {
  it.each([
    ['ECONNREFUSED', 'Cannot be reached (ECONNREFUSED).'],
    ['57P03', 'Cannot be reached (57P03: it is starting, stopping or recovering).'],
    ['53100', 'Cannot be reached (53100: its disk is full).'],
    ['25006', 'Cannot be reached (25006: it is read-only).'],
    [undefined, 'Cannot be reached.'],
  ])('%s: %s', (code, sentence) => {
    expect(tellUnreachable(Object.assign(new Error('secret'), { code }))).toBe(sentence);
  });
});
