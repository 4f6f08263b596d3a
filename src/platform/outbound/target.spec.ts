import { describe, expect, it } from '@jest/globals';
import { isGlobalUnicast } from './address.js';
import { type OutboundError } from './outbound-error.js';
import { checkUrl, pinnedLookup, resolveTarget } from './target.js';

/** URLs that made other programs call themselves; none may get as far as a connection. */
const SSRF_URLS = [
  ...[
    'http://93.184.216.34/',
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
  ],
  ...[
    'data:text/plain,x',
    'javascript:alert(1)',
    'blob:https://example.com/1',
    '//example.com/',
    'example.com',
    '',
  ],
  ...[
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
  ],
  ...['https://0x7f.1/', 'https://127.0.0.1./', 'https://0/', 'https://0.0.0.0/', 'https://１２７.0.0.1/'],
  ...['https://127。0。0。1/', 'https://%31%32%37.0.0.1/', 'https://10.0.0.1/', 'https://172.16.0.1/'],
  ...[
    'https://192.168.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/',
    'https://100.64.0.1/',
  ],
  ...[
    'https://192.0.0.192/',
    'https://192.0.2.1/',
    'https://198.18.0.1/',
    'https://198.51.100.1/',
    'https://203.0.113.1/',
  ],
  ...['https://224.0.0.1/', 'https://240.0.0.1/', 'https://255.255.255.255/', 'https://192.88.99.1/'],
  ...[
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::127.0.0.1]/',
  ],
  ...[
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001::1]/',
  ],
  ...[
    'https://[fe80::1]/',
    'https://[fc00::1]/',
    'https://[fd00:ec2::254]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
  ],
  ...[
    'https://[2001:db8::1]/',
    'https://[3fff::1]/',
    'https://[100::1]/',
    'https://[5f00::1]/',
    'https://[4000::1]/',
  ],
  ...[
    'https://localhost/',
    'https://LOCALHOST/',
    'https://a.localhost/',
    'https://printer.local/',
    'https://db.internal/',
  ],
  ...[
    'https://metadata.google.internal/',
    'https://nas.home.arpa/',
    'https://intranet/',
    'https://example.com./',
  ],
  ...[
    'https://localhost./',
    'https://user@example.com/',
    'https://example.com@127.0.0.1/',
    'https://:pw@example.com/',
  ],
  ...[
    'https://example.com:25/',
    'https://example.com:6379/',
    'https://example.com:8443/',
    'https://example.com:80/',
  ],
];

const refusal = (url: string, allowedHosts: string[] = []): string => {
  try {
    checkUrl(url, allowedHosts);
    return 'let through';
  } catch (error) {
    return (error as OutboundError).code;
  }
};

describe('checkUrl', () => {
  it.each(SSRF_URLS)('refuses %s', (url) => {
    expect(refusal(url)).toMatch(/^(url|address)_refused$/);
  });

  it.each([
    'https://example.com/a?b',
    'https://EXAMPLE.com:443/',
    'https://93.184.216.34/',
    'https://[2606:4700::1111]/',
  ])('accepts %s', (url) => expect(refusal(url)).toBe('let through'));

  it.each([
    ['http://127.0.0.1:4010/raw', ['127.0.0.1:4010'], 'let through'],
    ['http://127.0.0.1:4011/raw', ['127.0.0.1:4010'], 'url_refused'],
    ['http://localhost/', ['LOCALHOST'], 'let through'],
    ['http://localhost/', ['localhost:80'], 'let through'],
    ['http://localhost:81/', ['localhost'], 'url_refused'],
    ['http://[::1]:4010/', ['[::1]:4010'], 'let through'],
    ['http://u:p@localhost/', ['localhost'], 'url_refused'],
    ['ftp://localhost/', ['localhost'], 'url_refused'],
    ['http://localhost.evil.test/', ['localhost'], 'url_refused'],
  ])('decides about %s with %j allowed: %s', (url, allowedHosts, expected) => {
    expect(refusal(url, allowedHosts)).toBe(expected);
  });
});

describe('resolveTarget', () => {
  const resolved = (addresses: string[], url = 'https://example.com/', allowed: string[] = []) =>
    resolveTarget(checkUrl(url, allowed), () => Promise.resolve(addresses));

  it('accepts a name whose addresses are all public', async () => {
    const addresses = ['93.184.216.34', '2606:4700::1111'];
    expect(await resolved(addresses)).toEqual(addresses);
  });

  it.each([
    [['127.0.0.1']],
    [['93.184.216.34', '10.0.0.1']],
    [['93.184.216.34', '::ffff:10.0.0.1']],
    [['fe80::1%eth0']],
  ])('refuses a name that resolves to %j', async (addresses) => {
    await expect(resolved(addresses)).rejects.toMatchObject({ code: 'address_refused', retryable: false });
  });

  it('accepts any address of an allow-listed name', async () => {
    expect(await resolved(['127.0.0.1'], 'http://simulator:4010/', ['simulator:4010'])).toEqual([
      '127.0.0.1',
    ]);
  });

  it('can be retried after DNS fails', async () => {
    await expect(resolved([])).rejects.toMatchObject({ code: 'network', retryable: true });
    const failing = resolveTarget(checkUrl('https://example.com/', []), () =>
      Promise.reject(new Error('SERVFAIL')),
    );
    await expect(failing).rejects.toMatchObject({ code: 'network', retryable: true });
  });
});

describe('pinnedLookup', () => {
  it('answers with the approved addresses whatever is asked', () => {
    const answers: unknown[] = [];
    const lookup = pinnedLookup(['93.184.216.34', '2606:4700::1111']);
    lookup('rebound.test', { all: true }, (_error, addresses) => answers.push(addresses));
    lookup('rebound.test', {}, (_error, address, family) => answers.push([address, family]));
    expect(answers).toEqual([
      [
        { address: '93.184.216.34', family: 4 },
        { address: '2606:4700::1111', family: 6 },
      ],
      ['93.184.216.34', 4],
    ]);
  });
});

describe('isGlobalUnicast', () => {
  it.each([
    '',
    '1',
    '0x7f.1',
    '010.0.0.1',
    '1.1.1',
    '1.1.1.1 ',
    'example.com',
    '::ffff:8.8.8.8',
    '2002:808:808::',
  ])('is false for %j', (address) => expect(isGlobalUnicast(address)).toBe(false));
});
