import { strictAddress } from '../addresses/identity.js';
import { parseAddresses } from '../addresses/parse-addresses.js';
import { isBlank } from '../invisible.js';
import { MAIL_LIMITS, type MailLimits } from '../limits.js';
import { type Mailbox, type ParsedMail } from '../mail.js';
import { safeLine, truncate } from '../text.js';
import { parseMessageIds } from '../threading/message-ids.js';
import { isLegacyCharset } from './charset-labels.js';
import { isReportMail } from './classify-part.js';
import { Defects } from './defects.js';
import { readEmbeddedText } from './embedded-text.js';
import { decodeHeaderText, decodeRawText } from './header-text.js';
import { readInlineFiles } from './inline-files.js';
import { parseDate } from './parse-date.js';
import { type MimePart, readPartTree } from './part-tree.js';
import { readAttachments } from './read-attachments.js';
import { readBodies } from './read-bodies.js';
import { readReportParts } from './report-parts.js';
import { UnreadableMail } from './unreadable-mail.js';

/** RFC 5322 §2.1.1: the maximum length of a line, so no honest subject is longer. */
const MAX_SUBJECT_CHARS = 998;

/**
 * Parses a mail in linear time. Broken parts are read as well as possible and named in `defects`. It fetches nothing,
 * and unpacks nothing beyond the MIME tree.
 *
 * @throws UnreadableMail if the mail breaks a refusing limit
 */
export function parseMail(raw: Uint8Array, limits: MailLimits = MAIL_LIMITS): ParsedMail {
  if (raw.byteLength > limits.rawBytes) {
    throw new UnreadableMail('mail_too_large', `The mail has more than ${limits.rawBytes} bytes.`);
  }
  const defects = new Defects();
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const root = readPartTree(mail, { limits, defects, count: 0 });
  return {
    ...readHeaders(root, limits, defects),
    ...readContent(root, limits, defects),
    defects: defects.list(),
  };
}

type Headers = Omit<ParsedMail, keyof Content | 'defects'>;
type Content = Pick<ParsedMail, 'text' | 'html' | 'htmlFollowsText' | 'attachments' | 'reportParts'>;

function readHeaders(root: MimePart, limits: MailLimits, defects: Defects): Headers {
  const charset = findCharsetHint(root);
  const all = (name: string) => root.fields.filter((field) => field.name === name).map(({ bytes }) => bytes);
  const line = (name: string) => decodeHeaderText(all(name).find((value) => value !== '') ?? '', charset);
  const mailboxes = (name: string): Mailbox[] =>
    parseAddresses(
      all(name)
        .map((value) => decodeRawText(value, charset))
        .join(', '),
      limits.mailboxes,
    );
  const ids = (name: string) => parseMessageIds(decodeHeaderText(all(name).join(' '), charset));
  const from = mailboxes('from');
  if (from.some(({ name }) => name.includes('@'))) defects.add('from_name_contains_address');
  return {
    headers: root.fields.map(({ name, bytes }) => ({ name, value: decodeHeaderText(bytes, charset) })),
    from,
    identity: strictAddress(all('from').map((value) => decodeRawText(value, charset))),
    sender: mailboxes('sender')[0] ?? null,
    replyTo: mailboxes('reply-to'),
    to: mailboxes('to'),
    cc: mailboxes('cc'),
    bcc: mailboxes('bcc'),
    subject: truncate(line('subject'), MAX_SUBJECT_CHARS),
    messageId: ids('message-id')[0] ?? null,
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    date: parseDate(line('date')),
    dateOriginal: all('date').length > 0 ? line('date') : null,
    contentType: readContentType(root),
  };
}

function readContentType(root: MimePart): ParsedMail['contentType'] {
  const parameters = Object.entries(root.contentType.parameters).map(([name, value]) => [
    safeLine(name),
    safeLine(value),
  ]);
  return {
    value: safeLine(root.contentType.value),
    parameters: Object.fromEntries(parameters) as Record<string, string>,
  };
}

function readContent(root: MimePart, limits: MailLimits, defects: Defects): Content {
  const bodies = readBodies(root, { limits, defects, uuencoded: 0 });
  const html = joinBodies(bodies.html, limits.htmlBytes, () => defects.add('html_too_large'));
  const joinedText = joinBodies(bodies.text, limits.textBytes, () => defects.add('text_too_large'));
  const ownText = joinedText !== null && isBlank(joinedText) && html !== null ? null : joinedText;
  const bodyless = html === null && isBlank(ownText ?? '') && !isReportMail(root, bodies.rest);
  const shownText = () =>
    readInlineFiles(bodies.rest, limits, defects) ?? readEmbeddedText(bodies.rest, limits, defects);
  return {
    text: (bodyless ? shownText() : null) ?? ownText,
    html,
    htmlFollowsText: bodies.htmlFollowsText,
    attachments: readAttachments({ parts: bodies.rest, uuencoded: bodies.uuencoded, html, limits, defects }),
    reportParts: readReportParts(root, bodies.rest, limits, defects),
  };
}

function joinBodies(bodies: string[], limit: number, onCut: () => void): string | null {
  if (bodies.length === 0) return null;
  const joined = bodies
    .map((body, index) => (index < bodies.length - 1 && !body.endsWith('\n') ? `${body}\n` : body))
    .join('');
  if (joined.length > limit) onCut();
  return truncate(joined, limit);
}

/**
 * The first legacy charset that the mail names for its text or in an encoded word. Raw 8-bit header fields that are not
 * UTF-8 are tried in it.
 */
function findCharsetHint(root: MimePart): string | null {
  const labels = [
    ...charsetsOf(root),
    ...root.fields.map(({ bytes }) => ENCODED_WORD_CHARSET.exec(bytes)?.[1]),
  ];
  return labels.find(isLegacyCharset) ?? null;
}

const ENCODED_WORD_CHARSET = /=\?([^?\s=]{1,100})\?[bq]\?/i;

function charsetsOf({ contentType, children }: MimePart): string[] {
  const { charset } = contentType.parameters;
  const own = charset !== undefined && contentType.value.startsWith('text/') ? [charset] : [];
  return [...own, ...children.flatMap(charsetsOf)];
}
