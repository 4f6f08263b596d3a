import { parseAddresses } from '../mail/addresses/parse-addresses.js';
import { strictAddress } from '../mail/addresses/identity.js';
import type { HeaderField, MailAttachment, Mailbox, ParsedMail } from '../mail/mail.js';
import { parseMessageIds } from '../mail/threading/message-ids.js';
import type { ReceivedMetadata } from '../providers/provider.js';
import type { ReceivedEmail } from '../providers/receiving.js';

/**
 * A mail as the provider's JSON tells it, for the rare case that the raw mail is not to be had.
 *
 * @param rawMissing why; becomes a defect of the mail
 */
export function mailFromJson(
  email: ReceivedEmail,
  attachments: MailAttachment[],
  rawMissing: string,
): ParsedMail {
  const values = (name: string) =>
    email.headers.filter((field) => field.name === name).map(({ value }) => value);
  const fromHeader = values('from')[0] ?? email.from ?? '';
  return {
    ...mailFromMetadata(email, rawMissing),
    headers: email.headers,
    ...senderOf(fromHeader),
    replyTo: mailboxes(email.replyTo),
    inReplyTo: parseMessageIds(values('in-reply-to').join(' ')),
    references: parseMessageIds(values('references').join(' ')),
    date: dateOf(values('date')[0]) ?? email.createdAt,
    dateOriginal: values('date')[0] ?? null,
    attachments,
  };
}

/** What the webhook alone says, for a mail that the provider does not know any more. */
export function mailFromMetadata(metadata: ReceivedMetadata, defect: string): ParsedMail {
  return {
    headers: [],
    ...senderOf(metadata.from ?? ''),
    sender: null,
    replyTo: [],
    to: mailboxes(metadata.to),
    cc: mailboxes(metadata.cc),
    bcc: mailboxes(metadata.bcc),
    subject: metadata.subject ?? '',
    messageId: metadata.messageId,
    inReplyTo: [],
    references: [],
    date: null,
    dateOriginal: null,
    text: metadata.text,
    html: metadata.html,
    attachments: [],
    reportParts: [],
    contentType: { value: 'text/plain', parameters: {} },
    defects: [defect],
  };
}

function senderOf(from: string): Pick<ParsedMail, 'from' | 'identity'> {
  const headers: HeaderField[] = from === '' ? [] : [{ name: 'from', value: from }];
  return { from: parseAddresses(from), identity: strictAddress(headers.map(({ value }) => value)) };
}

function mailboxes(addresses: string[]): Mailbox[] {
  return addresses.flatMap((address) => parseAddresses(address));
}

function dateOf(value: string | undefined): Date | null {
  const date = new Date(value ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}
