import { htmlToText } from '../html/html-to-text.js';
import { isBlank } from '../invisible.js';
import { type MailLimits } from '../limits.js';
import { truncate } from '../text.js';
import { type Defects } from './defects.js';
import { type MimePart } from './part-tree.js';
import { readText } from './text-content.js';

/** More files than this are not a message. */
const MAX_FILES = 20;

/**
 * The text of a mail that has no body but text files not declared as attachments. RFC 2183 §2 leaves the choice to the
 * reader, and scripts and phone companies name even the body. HTML is read, as text, only if there is no plain file.
 * Null if there is none.
 *
 * @param rest the parts of the mail that are not body
 */
export function readInlineFiles(rest: MimePart[], limits: MailLimits, defects: Defects): string | null {
  const inline = rest.filter((part) => part.disposition.value !== 'attachment');
  const textOf = (type: string) =>
    inline
      .filter((part) => part.contentType.value === type)
      .slice(0, MAX_FILES)
      .map((part) => readText(part, limits, defects))
      .join('\n');
  const plain = textOf('text/plain');
  const text = isBlank(plain) ? htmlToText(textOf('text/html')) : plain;
  if (isBlank(text)) return null;
  defects.add('text_from_inline_file');
  return truncate(text, limits.textBytes);
}
