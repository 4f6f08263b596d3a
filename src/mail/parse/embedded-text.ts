import { htmlToText } from '../html/html-to-text.js';
import { isBlank } from '../invisible.js';
import { type MailLimits } from '../limits.js';
import { truncate } from '../text.js';
import { isEmbeddedMail } from './classify-part.js';
import { Defects } from './defects.js';
import { decodeHeaderText } from './header-text.js';
import { findRaw, readPartTree, type MimePart, type TreeContext } from './part-tree.js';
import { readBodies } from './read-bodies.js';
import { decodeTransfer } from './transfer-encoding.js';
import { UnreadableMail } from './unreadable-mail.js';

/** Larger digests come from mailing lists; their further mails are only attachments. */
const MAX_EMBEDDED_MAILS = 20;
/** UTF-16 units shown of all of them together. */
const MAX_EMBEDDED_CHARS = 256 * 1024;
/** Fields that a reader of a forwarded mail looks for first. */
const SHOWN_FIELDS: [name: string, label: string][] = [
  ['from', 'From'],
  ['date', 'Date'],
  ['subject', 'Subject'],
];

/**
 * The text of a mail that has no body but shows other mails inline (a forward without a note, a digest, RFC 2046
 * §5.1.5): a short header block and the text of each. Mails inside those are not read. Null if there are none.
 *
 * @param rest the parts of the mail that are not body
 */
export function readEmbeddedText(rest: MimePart[], limits: MailLimits, defects: Defects): string | null {
  const context: TreeContext = { limits, defects: new Defects(), count: 0 }; // their defects are not this mail's
  const texts = rest
    .filter((part) => isEmbeddedMail(part) && part.disposition.value !== 'attachment')
    .slice(0, MAX_EMBEDDED_MAILS)
    .map((part) => readEmbedded(part, context, defects))
    .filter((text) => text !== '');
  if (texts.length === 0) return null;
  defects.add('text_from_embedded_mail');
  return truncate(texts.join('\n\n'), MAX_EMBEDDED_CHARS);
}

function readEmbedded(part: MimePart, context: TreeContext, defects: Defects): string {
  try {
    const mail = readPartTree(decodeTransfer(part.body, part.transferEncoding, context.defects), context);
    const { text, html } = readBodies(mail, { ...context, uuencoded: 0 });
    const body = isBlank(text.join('\n')) ? htmlToText(html.join('\n')) : text.join('\n');
    return [...shownFields(mail), '', body].join('\n').trim();
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    defects.add('embedded_mail_unreadable');
    return '';
  }
}

function shownFields(mail: MimePart): string[] {
  const charset = mail.contentType.parameters['charset'] ?? null;
  return SHOWN_FIELDS.flatMap(([name, label]) => {
    const value = findRaw(mail.fields, name);
    return value === null ? [] : [`${label}: ${decodeHeaderText(value, charset)}`];
  });
}
