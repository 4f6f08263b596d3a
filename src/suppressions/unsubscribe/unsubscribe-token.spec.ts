import { describe, expect, it } from '@jest/globals';
import { readToken, signToken } from './unsubscribe-token.js';

const KEY = Buffer.alloc(32, 1);
const OTHER = Buffer.alloc(32, 2);
const ANN = { address: 'ann@example.com', scope: 'stream:news' };

describe('an unsubscribe token', () => {
  it('contains address and scope, and is valid with every key that is still kept', () => {
    expect(readToken(signToken(ANN, KEY), [OTHER, KEY])).toEqual(ANN);
    const long = { address: `${'ü'.repeat(100)}@example.com`, scope: 'all' };
    expect(readToken(signToken(long, KEY), [KEY])).toEqual(long);
  });

  const [content, tag] = signToken(ANN, KEY).split('.');
  const [other] = signToken({ ...ANN, address: 'bo@example.com' }, KEY).split('.');
  it.each([
    ['another address', `${other}.${tag}`],
    ['another key', signToken(ANN, OTHER)],
    ['a short tag', `${content}.${tag!.slice(1)}`],
    ['no tag', `${content}.`],
    ['nothing', ''],
  ])('is not accepted with %s', (_what, token) => {
    expect(readToken(token, [KEY])).toBeNull();
  });
});
