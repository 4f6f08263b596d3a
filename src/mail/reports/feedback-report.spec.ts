import { describe, expect, it } from '@jest/globals';
import { readMail } from '../read-mail.js';

const ORIGINAL = 'Message-ID: <o@our.example>\r\nTo: joe@isp.example\r\nSubject: Hello\r\n\r\nbody';

const read = (lines: string[]) => readMail(Buffer.from(lines.join('\r\n')), { attachmentUrl: String });

/** An abuse report (RFC 5965) with these fields about this mail. */
const arf = (fields: string, original = ORIGINAL, type = 'message/rfc822') =>
  read([
    'From: fbl@isp.example',
    'Subject: FW: Hello',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    '',
    '--b\r\nContent-Type: text/plain\r\n\r\nThis is an e-mail abuse report.',
    `--b\r\nContent-Type: message/feedback-report\r\n\r\n${fields}`,
    `--b\r\nContent-Type: ${type}\r\n\r\n${original}`,
    '--b--',
  ]);

describe('an abuse report', () => {
  it.each([
    ['by its field', 'Feedback-Type: abuse\r\nOriginal-Rcpt-To: <Joe@ISP.example>'],
    ['by its field on two lines', 'Feedback-Type: abuse\r\nOriginal-Rcpt-To:\r\n <joe@isp.example>'],
    ['by the original', 'Feedback-Type: abuse\r\nUser-Agent: Yahoo!-Mail-Feedback/2.0'],
    [
      'by the field of AOL',
      'Feedback-Type: abuse\r\nRedacted-Address: x\r\nRemoval-Recipient: joe@isp.example',
    ],
    ['in an old version', 'Feedback-Type: abuse\r\nVersion: 0.1'],
    ['without a type', 'Version: 1'],
  ])('names the recipient who complained: %s', (_, fields) => {
    const { reports, classification } = arf(fields);
    expect(classification).toEqual({ kind: 'complaint', reason: 'feedback_report' });
    expect(reports).toMatchObject([
      { recipient: 'joe@isp.example', severity: 'complaint', originalMessageId: 'o@our.example' },
    ]);
  });

  it.each([
    ['to several', 'To: bob@x.example, eva@x.example'],
    ['to several, on two lines', 'To: Bob <bob@x.example>,\r\n Eva <eva@x.example>'],
    ['to one and to another in copy', 'To: bob@x.example\r\nCc: eva@x.example'],
    ['to nobody it names', 'To: undisclosed-recipients:;'],
  ])('names nobody about a mail %s', (_, to) => {
    const original = `Message-ID: <o@our.example>\r\n${to}\r\nSubject: Hello\r\n\r\nbody`;
    expect(arf('Feedback-Type: abuse', original).reports).toMatchObject([
      { recipient: null, severity: 'complaint', originalMessageId: 'o@our.example' },
    ]);
  });

  it.each([
    ['whose name is an address', 'To: "old@x.example" <joe@isp.example>'],
    ['named twice', 'To: joe@isp.example, <Joe@ISP.example>'],
    ['with others in the body alone', 'To: joe@isp.example\r\n\r\nCc: eva@x.example'],
  ])('names the one recipient of the mail, %s', (_, to) => {
    const original = `Message-ID: <o@our.example>\r\n${to}`;
    expect(arf('Feedback-Type: abuse', original).reports).toMatchObject([{ recipient: 'joe@isp.example' }]);
  });

  it('names each complainer of several recipients', () => {
    const fields =
      'Feedback-Type: abuse\r\nOriginal-Rcpt-To: eva@x.example\r\nOriginal-Rcpt-To: mia@x.example';
    const original = 'Message-ID: <o@our.example>\r\nTo: bob@x.example, eva@x.example, mia@x.example';
    expect(arf(fields, original).reports.map(({ recipient }) => recipient)).toEqual([
      'eva@x.example',
      'mia@x.example',
    ]);
  });

  it('may contain only the header of the original', () => {
    const header = 'Message-ID: <o@our.example>\r\nTo: joe@isp.example';
    const { reports } = arf('Feedback-Type: fraud', header, 'text/rfc822-headers');
    expect(reports).toMatchObject([{ reason: 'fraud', originalMessageId: 'o@our.example' }]);
  });

  it.each([
    ['that the mail is no spam after all', 'not-spam', 'auto_generated'],
    ['that authentication failed', 'auth-failure', 'complaint'],
  ])("is not a person's complaint when it says %s", (_, type, kind) => {
    const { reports, classification } = arf(`Feedback-Type: ${type}`);
    expect(classification.kind).toBe(kind);
    expect(reports).toMatchObject([{ severity: 'soft' }]);
  });

  it('may identify the mail by its fields alone', () => {
    const fields =
      'Feedback-Type: abuse\r\nOriginal-Message-ID: o@our.example\r\nOriginal-Rcpt-To: joe@isp.example';
    const { reports } = arf(fields, 'Subject: Hello', 'text/rfc822-headers');
    expect(reports).toMatchObject([{ recipient: 'joe@isp.example', originalMessageId: 'o@our.example' }]);
  });

  it("from Hotmail's programme has no report part", () => {
    const { reports, classification } = read([
      'From: staff@hotmail.example',
      'Subject: complaint about message from 192.0.2.1',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      `--b\r\nContent-Type: message/rfc822\r\n\r\nX-HmXmrOriginalRecipient: joe@isp.example\r\n${ORIGINAL}`,
      '--b--',
    ]);
    expect(classification.kind).toBe('complaint');
    expect(reports).toMatchObject([{ recipient: 'joe@isp.example', originalMessageId: 'o@our.example' }]);
  });

  it.each([
    ['fbl@isp.example', 'Please stop this sender.', 'complaint'],
    ['abuse@isp.example', '', 'complaint'],
    [
      'abuse@isp.example',
      'This is an email abuse report for a mail received from IP 192.0.2.1.',
      'complaint',
    ],
    ['staff@isp.example', 'The attached mail has been reported by our user as spam.', 'complaint'],
    ['abuse@customer.example', 'I bought a lamp and get your advertising since then. Stop it.', 'human'],
    ['staff@customer.example', 'Your shop sends me three of these a day.', 'human'],
    ['abuse@isp.example', 'Could you stop this sender?', 'human'],
    ['ann@isp.example', 'Please stop this sender.', 'human'],
  ])('without a report part counts only if it comes from a feedback loop: %s, %s', (from, words, kind) => {
    const { classification } = read([
      `From: ${from}`,
      'Subject: Abuse report about your customer',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      `--b\r\nContent-Type: text/plain\r\n\r\n${words}`,
      `--b\r\nContent-Type: message/rfc822\r\n\r\n${ORIGINAL}`,
      '--b--',
    ]);
    expect(classification.kind).toBe(kind);
  });

  it('does not include what a person forwards', () => {
    const mail = ['From: ann@x.example', 'Subject: Fwd: FW: Hello', '', 'Feedback-Type: abuse'];
    expect(read(mail)).toMatchObject({ reports: [], classification: { kind: 'human' } });
  });
});
