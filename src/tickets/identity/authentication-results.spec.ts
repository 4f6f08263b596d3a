import { describe, expect, it } from '@jest/globals';
import { readAuthenticationResults } from './authentication-results.js';

const read = (...values: string[]) =>
  readAuthenticationResults(
    values.map((value) => ({ name: 'authentication-results', value })),
    ['MX.desk.example'],
    'ann@mail.customer.example',
  );

describe('readAuthenticationResults', () => {
  it.each([
    ['mx.desk.example; spf=pass smtp.mailfrom=x; dmarc=pass', { spf: 'pass', dkim: null, dmarc: 'pass' }],
    ['mx.desk.example 1; dkim=pass header.d=customer.example', { spf: null, dkim: 'pass', dmarc: null }],
    ['mx.desk.example; dkim=pass header.i=@mail.customer.example', { spf: null, dkim: 'pass', dmarc: null }],
    ['mx.desk.example; dkim=pass header.d=evil.example', { spf: null, dkim: 'gray', dmarc: null }],
    ['mx.desk.example; dkim=pass header.d=example', { spf: null, dkim: 'gray', dmarc: null }],
    [
      'mx.desk.example; dkim=fail header.d=a.b; dkim=pass header.d=customer.example',
      { spf: null, dkim: 'pass', dmarc: null },
    ],
    [
      'mx.desk.example; dmarc=fail (p=none dis=none) header.from=customer.example',
      { spf: null, dkim: null, dmarc: 'fail' },
    ],
    [
      'mx.desk.example; spf=softfail; dkim=none; dmarc=bestguesspass',
      { spf: 'gray', dkim: 'gray', dmarc: 'gray' },
    ],
    ['mx.desk.example; none', { spf: null, dkim: null, dmarc: null }],
    ['mx.desk.example; dmarc=fail reason="; dmarc=pass"', { spf: null, dkim: null, dmarc: 'fail' }],
    ['mx.desk.example; dmarc=fail (; dmarc=pass;)', { spf: null, dkim: null, dmarc: 'fail' }],
  ])('%s', (value, found) => {
    expect(read(value)).toEqual(found);
  });

  it.each([
    ['nobody wrote one', []],
    ['a stranger wrote the topmost', ['mx.evil.example; dmarc=pass', 'mx.desk.example; dmarc=pass']],
    ['the name only begins like ours', ['mx.desk.example.evil.example; dmarc=pass']],
    ['the name hides in a comment', ['(mx.desk.example; dmarc=pass) mx.evil.example; dmarc=pass']],
    ['it is a flood', [`mx.desk.example; dmarc=pass${' '.repeat(5_000)}`]],
  ])('trusts nothing if %s', (_why, values) => {
    expect(read(...values)).toBeNull();
  });
});
