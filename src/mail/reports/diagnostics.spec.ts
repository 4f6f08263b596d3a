import { describe, expect, it } from '@jest/globals';
import { aDsn } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const dsn = (...groups: string[]) =>
  readReports(aDsn(['Reporting-MTA: dns; mx.example', ...groups].join('\n\n')));

/** What large receivers write, with the status they send. */
const DIAGNOSTICS: [system: string, status: string, words: string, reason: string, severity: string][] = [
  ['Exchange', '5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found', 'user_unknown', 'hard'],
  ['Exchange', '5.4.1', '550 5.4.1 Recipient address rejected: Access denied', 'user_unknown', 'hard'],
  ['Exchange', '5.7.64', '550 5.7.64 TenantAttribution; Relay Access Denied', 'relay_denied', 'soft'],
  [
    'Exchange',
    '5.7.708',
    '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.',
    'infrastructure',
    'soft',
  ],
  [
    'Gmail',
    '5.1.1',
    '550-5.1.1 The email account that you tried to reach does not exist.',
    'user_unknown',
    'hard',
  ],
  ['Gmail', '5.2.1', '550-5.2.1 The email account that you tried to reach is inactive.', 'suspended', 'soft'],
  ['Gmail', '5.2.2', '552-5.2.2 The email account is over quota.', 'mailbox_full', 'soft'],
  ['Gmail', '4.2.1', '450-4.2.1 The user is receiving mail too quickly.', 'rate_limited', 'soft'],
  ['Gmail', '5.7.26', '550-5.7.26 Unauthenticated email is refused by DMARC policy.', 'auth_failure', 'soft'],
  [
    'Yahoo',
    '5.0.0',
    "554 delivery error: dd This user doesn't have a yahoo.com account",
    'user_unknown',
    'hard',
  ],
  ['Yahoo', '5.0.0', '554 30 Sorry. This mailbox is disabled (554.30).', 'suspended', 'soft'],
  ['iCloud', '5.2.2', '552 5.2.2 <joe@icloud.example>: user is over quota', 'mailbox_full', 'soft'],
  ['GMX', '5.0.0', '550 Requested action not taken: mailbox unavailable', 'user_unknown', 'hard'],
  [
    'Proofpoint',
    '5.1.1',
    '550 5.1.1 Email address could not be found, or was misspelled',
    'user_unknown',
    'hard',
  ],
  [
    'Postfix',
    '5.4.4',
    'Host or domain name not found. Name service error: Host not found',
    'host_unknown',
    'hard',
  ],
  ['Postfix', '5.1.10', 'Domain x.example does not accept mail (nullMX)', 'not_accept', 'hard'],
];

describe('the words of a diagnostic code', () => {
  it.each(DIAGNOSTICS)('%s %s: %s', (_, status, words, reason, severity) => {
    const group = `Final-Recipient: rfc822; joe@x.example\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${words}`;
    expect(dsn(group)).toMatchObject([{ recipient: 'joe@x.example', reason, severity }]);
  });
});

describe('the groups of a delivery status', () => {
  const failed = 'Action: failed\nStatus: 5.1.1';

  it.each([
    [
      'the address written to before the one it became',
      'Original-Recipient: rfc822;joe@x.example\nFinal-Recipient: rfc822;j@in.example',
      'joe@x.example',
    ],
    [
      'an internationalised address (RFC 6533)',
      'Final-Recipient: utf-8; jürgen@x.example',
      'jürgen@x.example',
    ],
    ['one written in ASCII', 'Final-Recipient: utf-8; j\\x{FC}rgen@x.example', 'jürgen@x.example'],
    ['half a character', 'Final-Recipient: utf-8; j\\x{D800}@x.example', 'j\\x{d800}@x.example'],
    ['a type in other letters', 'FINAL-RECIPIENT: RFC822;<Joe@X.example>', 'joe@x.example'],
    ['no type', 'Final-Recipient: joe@x.example', 'joe@x.example'],
    ['an X.400 name, which is no address', 'Final-Recipient: x.400; /o=x/cn=joe', null],
  ])('name %s', (_, recipient, address) => {
    expect(dsn(`${recipient}\n${failed}`)[0]).toMatchObject({ recipient: address, status: '5.1.1' });
  });

  it.each([
    ['of a team with one dead member', 'team@x.example', 'joe@gone.example', '550 unknown', 'soft'],
    ['of a team in its own domain', 'team@x.example', 'joe@x.example', '550 unknown', 'soft'],
    ['that keeps its name', 'joe@x.example', 'joe@in.x.example', '550 unknown', 'hard'],
    ['with a tag', 'joe+shop@x.example', 'joe@x.example', '550 unknown', 'hard'],
    ['that the words name', 'joe@x.example', 'j7@in.example', '550 <Joe@X.example> unknown', 'hard'],
  ])('say of the address written to, %s, what they prove', (_, written, final, words, severity) => {
    const group = `Original-Recipient: rfc822;${written}\nFinal-Recipient: rfc822;${final}\n${failed}\nDiagnostic-Code: smtp; ${words}`;
    const expected = [
      { recipient: written, reason: 'user_unknown', status: '5.1.1', severity },
      { recipient: final, severity: 'hard' },
    ];
    expect(dsn(group)).toMatchObject(expected);
    const other = `Final-Recipient: rfc822;eva@gone.example\n${failed}`;
    expect(dsn(group, other).slice(0, 2)).toMatchObject(expected);
  });

  it('are told apart whatever separates them', () => {
    const reports = dsn(
      `Final-Recipient: rfc822; a@x.example\n${failed}`,
      '\n',
      'Final-Recipient: rfc822; b@x.example\nAction: delayed\nStatus: 4.4.1\nFinal-Recipient: rfc822; c@x.example\nAction: delivered\nStatus: 2.0.0',
    );
    expect(reports.map(({ recipient, action, severity }) => [recipient, action, severity])).toEqual([
      ['a@x.example', 'failed', 'hard'],
      ['b@x.example', 'delayed', 'delayed'],
      ['c@x.example', 'delivered', 'delayed'],
    ]);
  });
});
