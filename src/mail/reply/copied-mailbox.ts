import type { Mailbox } from '../mail.js';
import { trimEnd } from '../text.js';
import { withoutInvisible } from '../invisible.js';

/** Characters read of a copied From line. */
const MAX_MAILBOX_TEXT = 600;
/** Text in angle brackets that is not an addr-spec (`<MAILER-DAEMON>`). */
const BRACKETED = /(?<=<)[^<>\s]{1,200}(?=>)/u;
const ADDRESS = /[^\s<>()[\]"',;:*]{1,64}@[^\s<>()[\]"',;:*]{1,253}/u;

/**
 * The first mailbox in a copied header value: `Ann <ann@example.com>`, `Ann [mailto:ann@example.com]`,
 * `Ann<mailto:ann@example.com>`, `ann@example.com`, or only a name (with an empty address).
 *
 * @returns null if the text has neither name nor address
 */
export function readCopiedMailbox(value: string): Mailbox | null {
  const text = withoutInvisible(value.slice(0, MAX_MAILBOX_TEXT)).replace(/mailto:/gi, '');
  const found = ADDRESS.exec(text) ?? BRACKETED.exec(text);
  const before = found === null ? text : text.slice(0, found.index);
  const opened = trimEnd(before.trimEnd(), /[<[(*"']/);
  const name = trimEnd(opened.replace(/^[\s"'*]+/, ''), /[\s"'*,]/);
  if (found === null) return name === '' ? null : { name: name.replace(/\s+/g, ' '), address: '' };
  const cut = found[0].lastIndexOf('@');
  if (cut < 0) return { name: name.replace(/\s+/g, ' '), address: found[0] };
  const address = found[0].slice(0, cut + 1) + trimEnd(found[0].slice(cut + 1), /\./).toLowerCase();
  return { name: name.replace(/\s+/g, ' '), address };
}
