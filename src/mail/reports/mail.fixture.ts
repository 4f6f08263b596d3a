import { type HeaderField, type Mailbox, type ParsedMail, type ReportPart } from '../mail.js';

export interface MailFixture {
  from?: string;
  to?: string;
  replyTo?: string;
  subject?: string;
  text?: string;
  html?: string;
  messageId?: string;
  inReplyTo?: string;
  headers?: Record<string, string | string[]>;
  contentType?: string;
  reportType?: string;
  reportParts?: ReportPart[];
  /** An embedded mail, kept whole. */
  embedded?: string;
}

/** A parsed mail for tests; by default a person's plain mail. */
export function aMail(fixture: MailFixture = {}): ParsedMail {
  return {
    headers: headersOf(fixture.headers ?? {}),
    from: mailboxes(fixture.from ?? 'ann@customer.example'),
    identity: { address: fixture.from ?? 'ann@customer.example', refusal: null },
    sender: null,
    replyTo: mailboxes(fixture.replyTo ?? ''),
    to: mailboxes(fixture.to ?? 'support@our.example'),
    cc: [],
    bcc: [],
    subject: fixture.subject ?? 'A question',
    messageId: fixture.messageId ?? 'm1@customer.example',
    inReplyTo: fixture.inReplyTo === undefined ? [] : [fixture.inReplyTo],
    references: [],
    date: null,
    dateOriginal: null,
    text: fixture.text ?? (fixture.html === undefined ? 'Hello there' : null),
    html: fixture.html ?? null,
    attachments: fixture.embedded === undefined ? [] : [embeddedMail(fixture.embedded)],
    reportParts: fixture.reportParts ?? [],
    contentType: {
      value: fixture.contentType ?? 'text/plain',
      parameters: fixture.reportType === undefined ? {} : { 'report-type': fixture.reportType },
    },
    defects: [],
  };
}

/** A notice by a mail system that writes for people only. */
export function aNotice(text: string, fixture: MailFixture = {}): ParsedMail {
  return aMail({ from: 'MAILER-DAEMON@mx.example', subject: 'Undelivered mail', text, ...fixture });
}

/** An RFC 3464 report with this delivery-status text. */
export function aDsn(status: string, fixture: MailFixture = {}): ParsedMail {
  return aMail({
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Undelivered Mail Returned to Sender',
    contentType: 'multipart/report',
    reportType: 'delivery-status',
    text: 'Your mail could not be delivered.',
    reportParts: [{ contentType: 'message/delivery-status', text: status }],
    ...fixture,
  });
}

function headersOf(fields: Record<string, string | string[]>): HeaderField[] {
  return Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value })),
  );
}

function mailboxes(address: string): Mailbox[] {
  return address === '' ? [] : [{ name: '', address }];
}

function embeddedMail(source: string): ParsedMail['attachments'][number] {
  return {
    filename: 'original.eml',
    originalFilename: null,
    contentType: 'message/rfc822',
    contentId: null,
    inline: false,
    content: new TextEncoder().encode(source),
  };
}
