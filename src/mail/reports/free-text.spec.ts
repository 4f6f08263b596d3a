import { describe, expect, it } from '@jest/globals';
import { aNotice, type MailFixture } from './mail.fixture.js';
import { readReports } from './read-reports.js';

type Row = [
  system: string,
  text: string,
  recipient: string,
  reason: string,
  severity: string,
  fixture?: MailFixture,
];

const NOTICES: Row[] = [
  [
    'qmail',
    `Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<bob@gone.example>:
192.0.2.9 does not like recipient.
Remote host said: 550 no such user here
Giving up on 192.0.2.9.

--- Below this line is a copy of the message.

Return-Path: <support@our.example>
Message-ID: <sent-1@our.example>
To: eve@other.example`,
    'bob@gone.example',
    'user_unknown',
    'hard',
  ],
  [
    'Exim',
    `A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  bob@full.example
    SMTP error from remote mail server after RCPT TO:<bob@full.example>:
    host mx.full.example [192.0.2.1]: 552 5.2.2 mailbox over quota

------ This is a copy of the message, including all the headers. ------
Message-Id: <sent-1@our.example>`,
    'bob@full.example',
    'mailbox_full',
    'soft',
    { headers: { 'x-failed-recipients': 'bob@full.example' } },
  ],
  [
    'Sendmail 5',
    `   ----- Transcript of session follows -----
While talking to mx.gone.example:
>>> RCPT To:<bob@gone.example>
<<< 550 <bob@gone.example>, User Unknown
550 <bob@gone.example>... User unknown

   ----- Unsent message follows -----
Message-Id: <sent-1@our.example>`,
    'bob@gone.example',
    'user_unknown',
    'hard',
  ],
  [
    'Apache James',
    `Hi. This is the James mail server at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

Message details:
  Subject: Offer
  MAIL FROM: support@our.example
  RCPT TO: bob@gone.example
  Size (in bytes): 479

Error message below:
550 - Requested action not taken: no such user here

Message-ID: <sent-1@our.example>`,
    'bob@gone.example',
    'user_unknown',
    'hard',
  ],
  [
    'MailMarshal',
    `Your message:
   From:    support@our.example
   Subject: Offer

Could not be delivered because of

550 5.1.1 User unknown

The following recipients were affected:
    bob@gone.example

Additional Information
======================
Original Sender:    <support@our.example>
Message-ID: <sent-1@our.example>`,
    'bob@gone.example',
    'user_unknown',
    'hard',
  ],
  [
    'Biglobe',
    `   ----- The following addresses had delivery problems -----
bob@full.example

   ----- Non-delivered information -----
The number of messages in recipient's mailbox exceeded the local limit.`,
    'bob@full.example',
    'mailbox_full',
    'soft',
  ],
  [
    'IMail',
    'Unknown user: bob@gone.example\n\nOriginal message follows.\n\nMessage-ID: <sent-1@our.example>',
    'bob@gone.example',
    'user_unknown',
    'hard',
  ],
  [
    'IMail, retries',
    'Delivery failed 20 attempts: bob@slow.example\n\nOriginal message follows.',
    'bob@slow.example',
    'expired',
    'soft',
  ],
  [
    'Exchange 2003',
    `Your message

  To:      bob@gone.example
  Subject: Offer

did not reach the following recipient(s):

bob@gone.example on Thu, 29 Apr 2010 10:00:00 -0000
    The recipient name is not recognized
    MSEXCH:IMS:ORG:SITE:HOST 0 (000C05A6) Unknown Recipient`,
    'bob@gone.example',
    'user_unknown',
    'hard',
  ],
  [
    'Domino',
    `------- Failure Reasons  --------

User not listed in public Name & Address Book
bob@gone.example

------- Returned Message --------
Message-Id: <sent-1@our.example>`,
    'bob@gone.example',
    'user_unknown',
    'hard',
  ],
  [
    'KDDI',
    `送信先のメールボックスが一杯のため、送信できませんでした。

     Could not be delivered to: <bob@phone.example>
     As their mailbox is full.`,
    'bob@phone.example',
    'mailbox_full',
    'soft',
    { from: 'no-reply@phone.example', subject: 'メールエラー通知' },
  ],
  [
    'GMX, German',
    `Ihre Nachricht konnte nicht zugestellt werden.

"bob@voll.example":
552 Das Postfach des Empfängers ist voll

--- The header of the original message is following. ---
Message-ID: <sent-1@our.example>`,
    'bob@voll.example',
    'mailbox_full',
    'soft',
  ],
  [
    'a system nobody knows',
    'The mail system could not deliver your message to bob@gone.example since the host is unknown.',
    'bob@gone.example',
    'host_unknown',
    'hard',
  ],
  [
    'a block of our address',
    '<bob@strict.example>: host mx.strict.example[192.0.2.4] said: 554 5.7.1 Service unavailable;\n    Client host [192.0.2.1] blocked using a blocklist (in reply to RCPT TO command)',
    'bob@strict.example',
    'infrastructure',
    'soft',
  ],
  [
    'a warning',
    'THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipient has been delayed:\n\n     bob@slow.example\n\nMessage will be retried for 2 more day(s)',
    'bob@slow.example',
    'expired',
    'delayed',
  ],
];

describe('readReports on notices written for people', () => {
  it.each(NOTICES)(
    '%s: names the recipient and judges the words',
    // rest parameters: Jest takes a declared one that a row leaves out for its `done` callback
    (...[, text, recipient, reason, severity, fixture]: Row) => {
      const reports = readReports(aNotice(text, fixture));
      expect(reports.map((report) => [report.recipient, report.reason, report.severity])).toEqual([
        [recipient, reason, severity],
      ]);
    },
  );

  it('finds the Message-ID in the quoted original', () => {
    const [report] = readReports(aNotice(NOTICES[0]?.[1] ?? ''));
    expect(report?.originalMessageId).toBe('sent-1@our.example');
  });

  it('gives each of several recipients its own diagnostic', () => {
    const text = '<bob@gone.example>:\n550 5.1.1 user unknown\n\n<eve@full.example>:\n552 5.2.2 over quota\n';
    expect(
      readReports(aNotice(text)).map(({ recipient, status, severity }) => [recipient, status, severity]),
    ).toEqual([
      ['bob@gone.example', '5.1.1', 'hard'],
      ['eve@full.example', '5.2.2', 'soft'],
    ]);
  });

  it.each([
    'Delivery failed for: ann@gone.example, bob@gone.example\nReason: no such user',
    'Your mail could not be delivered to <ann@gone.example>; <bob@gone.example>\nNo such user',
    'Nicht zustellbar an: ann@gone.example und bob@gone.example\nBenutzer unbekannt',
    'Failed:\n1. ann@gone.example - no such user\n2. bob@gone.example - user unknown',
  ])('reads a list of recipients: %s', (text) => {
    expect(readReports(aNotice(text))).toMatchObject([
      { recipient: 'ann@gone.example', severity: 'hard' },
      { recipient: 'bob@gone.example', severity: 'hard' },
    ]);
  });

  it('does not mistake our own address or a postmaster for the recipient', () => {
    const text =
      'Mail from support@our.example failed. For help write to postmaster@mx.example.\n\n<bob@gone.example>:\n550 5.1.1 no';
    expect(readReports(aNotice(text)).map((report) => report.recipient)).toEqual(['bob@gone.example']);
  });

  it('reports a notice without a recipient if it names nobody', () => {
    const [report] = readReports(aNotice('Something went wrong.'));
    expect(report).toMatchObject({ recipient: null, action: 'failed', severity: 'soft' });
  });

  it('keeps the diagnostic on one line', () => {
    const [report] = readReports(aNotice('<bob@gone.example>:\n550 5.1.1 no\n such\n\tuser'));
    expect(report?.diagnosticCode).toBe('550 5.1.1 no such user');
  });
});

describe('readReports on mail from people', () => {
  const bounce = 'This is the mail system at host mx.example.\n\n<bob@gone.example>: 550 5.1.1 User unknown';

  it.each([
    [
      'who quote a bounce',
      aNotice(`What does this mean?\n\n${bounce}`, { from: 'ann@customer.example', subject: 'Mail problem' }),
    ],
    [
      'who forward one under its subject',
      aNotice(bounce, { from: 'ann@customer.example', subject: 'Fwd: Undelivered Mail Returned to Sender' }),
    ],
    [
      'who use its subject',
      aNotice(bounce, { from: 'ann@customer.example', subject: 'Undelivered Mail Returned to Sender' }),
    ],
    [
      'who answer by a machine with a null return path',
      aNotice(bounce, {
        from: 'ann@customer.example',
        subject: 'Re: Delivery failure',
        headers: { 'return-path': '<>' },
      }),
    ],
  ])('finds nothing from those %s', (_who, mail) => {
    expect(readReports(mail)).toEqual([]);
  });
});
