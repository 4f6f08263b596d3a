import { cleanFilename, NAMELESS } from './filename.js';
import { declaredName, isEmbeddedMail } from './classify-part.js';
import { decodeHeaderText } from './header-text.js';
import { Defects } from './defects.js';
import { type MailLimits } from '../limits.js';
import { readHeaderBlock } from './header-block.js';
import { repairLineEnds } from './line-ends.js';
import { findRaw, type MimePart } from './part-tree.js';
import { decodeTransfer } from './transfer-encoding.js';
import { TYPE_NAMES } from './type-names.js';

/**
 * A Content-ID whose local part is a file name, such as `image001.png@01D7.5F30`. Digits alone are not an extension.
 */
const FILE_LIKE_ID = /^([^@\s/\\]{1,100}\.(?!\d+(?:@|$))[a-z0-9]{2,5})(?:@|$)/i;

/** A Content-Description that is a file name, as Outlook and Exchange write. */
const FILE_NAME = /^[^\r\n/\\:]{1,150}\.[a-z][a-z0-9]{1,4}$/i;

/** The name of an attachment, as given (null if the mail gives none) and as shown. */
export interface AttachmentName {
  filename: string;
  originalFilename: string | null;
}

/**
 * Takes the first name found: the part's own (Content-Disposition, then Content-Type), a description that is a file
 * name, the subject of an embedded mail, the end of Content-Location, a Content-ID that looks like a file, the type.
 */
export function nameAttachment(part: MimePart, limits: MailLimits): AttachmentName {
  const originalFilename = declaredName(part);
  const steps = [
    () => originalFilename,
    () => FILE_NAME.exec(decodeHeaderText(findRaw(part.fields, 'content-description') ?? '', null))?.[0],
    () => (isEmbeddedMail(part) ? embeddedName(part, limits) : null),
    () => locationName(part),
    () =>
      FILE_LIKE_ID.exec(
        decodeHeaderText(findRaw(part.fields, 'content-id') ?? '', null).replace('<', ''),
      )?.[1],
    () => TYPE_NAMES[part.contentType.value],
    () => (part.contentType.value.startsWith('text/') ? 'attachment.txt' : null),
  ];
  for (const step of steps) {
    const filename = cleanFilename(step() ?? '');
    if (filename !== '') return { filename, originalFilename };
  }
  return { filename: NAMELESS, originalFilename };
}

/** Content-Location `https://x/y/logo.png` gives `logo.png`; without an extension it is not a file name. */
function locationName(part: MimePart): string | null {
  const location = decodeHeaderText(findRaw(part.fields, 'content-location') ?? '', null);
  return /([^/\\?#:]{1,100}\.[a-z0-9]{2,5})(?:[?#].*)?$/i.exec(location.slice(-300))?.[1] ?? null;
}

/** `<subject>.eml`; a slash in a subject is not a path. Defects of the embedded mail are not this mail's. */
function embeddedName(part: MimePart, limits: MailLimits): string | null {
  const start = part.body.subarray(0, 2 * limits.headerBlockBytes); // base64 adds a third, QP seldom doubles the size
  const head = decodeTransfer(start, part.transferEncoding, new Defects()).subarray(
    0,
    limits.headerBlockBytes,
  );
  const anyNumber = { ...limits, headers: Infinity };
  const { fields } = readHeaderBlock(repairLineEnds(head, new Defects()), anyNumber, new Defects(), true);
  const subject = decodeHeaderText(findRaw(fields, 'subject') ?? '', null);
  const name = cleanFilename(subject.replace(/[\\/]/g, '_').replace(/\.eml$/i, ''));
  return name === '' ? null : `${name}.eml`;
}
