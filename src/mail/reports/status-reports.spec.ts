import { describe, expect, it } from '@jest/globals';
import { aDsn } from './mail.fixture.js';
import { readReports } from './read-reports.js';
import { MAX_REPORTED_RECIPIENTS } from './report-source.js';

const group = (status: string, diagnostic: string) =>
  `Reporting-MTA: dns; mx.example\n\nFinal-Recipient: RFC822;<Bob@Gone.example>\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}\n`;

describe('readReports on delivery-status parts', () => {
  it.each([
    ['5.1.1', '550 5.1.1 user unknown', 'user_unknown', 'hard'],
    ['5.2.2', '552 5.2.2 over quota', 'mailbox_full', 'soft'],
    ['5.7.1', '554 5.7.1 message rejected due to policy', 'policy', 'soft'],
    ['5.3.4', '552 5.3.4 message size exceeds limit', 'message_too_large', 'soft'],
    ['4.4.1', 'connection timed out', 'network', 'soft'],
    ['5.1.2', '550 Host unknown', 'host_unknown', 'hard'],
    ['5.0.0', '550 no such user', 'user_unknown', 'hard'],
    ['5.2.1', '550 user unknown', 'filtered', 'soft'],
    ['5.7.1', '550 user unknown', 'filtered', 'soft'],
  ])('%s %s', (status, diagnostic, reason, severity) => {
    const expected = { recipient: 'bob@gone.example', status, reason, severity };
    expect(readReports(aDsn(group(status, diagnostic)))[0]).toMatchObject(expected);
  });

  it('takes the status from the reply if the field contradicts it', () => {
    const [report] = readReports(aDsn(group('4.4.7', '550 5.1.1 no such user')));
    expect(report).toMatchObject({ status: '5.1.1', severity: 'hard' });
  });

  it('takes the class from a temporary reply if the field only says that delivery was given up', () => {
    const [report] = readReports(aDsn(group('5.0.0', '450 mailbox unavailable')));
    expect(report).toMatchObject({ status: '4.1.1', severity: 'soft' });
  });

  it.each([
    ['Status: 2.1.5', 'delivered'],
    ['Action: deliverable\nStatus: 2.1.0', 'delivered'],
    ['Status: 4.2.2', 'delayed'],
    ['Action: failure\nStatus: 5.1.1', 'failed'],
  ])('takes the action from the class of the status: %s', (fields, action) => {
    const reports = readReports(aDsn(`Final-Recipient: rfc822; bob@there.example\n${fields}`));
    expect(reports).toMatchObject([{ recipient: 'bob@there.example', action }]);
  });

  it('reads the reply where Exchange puts it', () => {
    const status =
      'Final-Recipient: rfc822; bob@gone.example\nAction: failed\nStatus: 5.5.0\nX-Supplementary-Info: <mx.gone.example #5.5.0 smtp;550 no such user (17:4)>';
    const diagnosticCode = '550 no such user (17:4)';
    expect(readReports(aDsn(status))).toMatchObject([
      { diagnosticCode, reason: 'user_unknown', severity: 'hard' },
    ]);
  });

  it('does not treat a filter that answers DATA as proof of a dead address', () => {
    const text = ' ----- Transcript -----\n>>> DATA\n<<< 550 user unknown\n';
    expect(readReports(aDsn(group('5.0.0', '550 user unknown'), { text }))[0]).toMatchObject({
      reason: 'filtered',
      severity: 'soft',
    });
  });

  it('reads the whole reply when Sendmail reports only its first line with a status of its own', () => {
    const text = `   ----- Transcript of session follows -----
... while talking to mx.gone.example.:
>>> RCPT To:<bob@gone.example>
<<< 550-We do not take this mail.
<<< 550-192.0.2.1 is listed at lists.example
<<< 550 Write to the postmaster
550 5.1.1 <bob@gone.example>... User unknown
>>> RCPT To:<eve@gone.example>
<<< 550-Eve has left.
<<< 550 No such user here
550 5.1.1 <eve@gone.example>... User unknown
`;
    const ofBob = group('5.1.1', '550-We do not take this mail.');
    const ofEve = group('5.1.1', '550-Eve has left.').replace('Bob@Gone', 'Eve@Gone');
    const bob = { recipient: 'bob@gone.example', reason: 'infrastructure', severity: 'soft' };
    const eve = { recipient: 'eve@gone.example', reason: 'user_unknown', severity: 'hard' };
    expect(readReports(aDsn(ofBob, { text }))).toMatchObject([bob]);
    expect(readReports(aDsn(`${ofBob}\n${ofEve}`, { text }))).toMatchObject([bob, eve]);
    expect(readReports(aDsn(ofEve, { text }))).toMatchObject([
      { ...eve, diagnosticCode: '550-Eve has left. 550 No such user here' },
    ]);
  });

  it('stops at the limit of recipients', () => {
    const text = Array.from(
      { length: 3 * MAX_REPORTED_RECIPIENTS },
      (_, n) => `Final-Recipient: rfc822; u${n}@h.example\nAction: failed\n`,
    );
    expect(readReports(aDsn(text.join('\n')))).toHaveLength(MAX_REPORTED_RECIPIENTS);
  });
});
