import { parseAddresses } from '../mail/addresses/parse-addresses.js';
import { strictAddress } from '../mail/addresses/identity.js';
import type { HeaderField, MailAttachment, Mailbox, ParsedMail } from '../mail/mail.js';
import { parseMessageIds } from '../mail/threading/message-ids.js';
import type { ReceivedMetadata } from '../providers/provider.js';
import type { ReceivedEmail } from '../providers/receiving.js';

/**
 * Makes a mail from the provider's JSON, for the rare case that the raw mail is unavailable.
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

/** Makes a mail from the webhook alone, for a mail that cannot be fetched. */
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
