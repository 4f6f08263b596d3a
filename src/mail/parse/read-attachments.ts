import { type MailLimits } from '../limits.js';
import { type MailAttachment } from '../mail.js';
import { safeText } from '../text.js';
import { nameAttachment } from './attachment-names.js';
import { isEmbeddedMail } from './classify-part.js';
import { type Defects } from './defects.js';
import { FilenameCounter, NAMELESS, cleanFilename } from './filename.js';
import { decodeHeaderText } from './header-text.js';
import { findReferences } from './html-references.js';
import { findRaw, type MimePart } from './part-tree.js';
import { decodeTransfer } from './transfer-encoding.js';
import { type UuencodedFile } from './uuencode.js';

/** What attachments are made from. */
interface AttachmentSources {
  parts: MimePart[];
  uuencoded: UuencodedFile[];
  /** The HTML body, which decides what is inline. */
  html: string | null;
  limits: MailLimits;
  defects: Defects;
}

/** Turns the parts that are not body into files with unique names. */
export function readAttachments(sources: AttachmentSources): MailAttachment[] {
  const { parts, uuencoded, html } = sources;
  const references = parts.length === 0 ? new Set<string>() : findReferences(html ?? '');
  const names = new FilenameCounter();
  const attachments = [
    ...parts.map((part) => readAttachment(part, references, sources)),
    ...uuencoded.map((file) => readUuencoded(file)),
  ];
  for (const attachment of attachments) attachment.filename = names.unique(attachment.filename);
  return attachments;
}

function readAttachment(part: MimePart, references: Set<string>, sources: AttachmentSources): MailAttachment {
  const { limits, defects } = sources;
  const { filename, originalFilename } = nameAttachment(part, limits);
  const contentId = readContentId(part);
  const location = decodeHeaderText(findRaw(part.fields, 'content-location') ?? '', null);
  return {
    filename,
    originalFilename: originalFilename === null ? null : safeText(originalFilename),
    contentType:
      part.typeDeclared || isEmbeddedMail(part) ? part.contentType.value : 'application/octet-stream',
    contentId,
    ...(location === '' ? {} : { contentLocation: location }),
    inline:
      (contentId !== null && references.has(`cid:${contentId.toLowerCase()}`)) ||
      (location !== '' && references.has(location)),
    content: withOwnMemory(decodeTransfer(part.body, part.transferEncoding, defects)),
  };
}

/**
 * Copies a view into the whole mail or into Node's buffer pool, which would otherwise cross the thread boundary whole.
 * A little slack (base64's line ends) is cheaper than a copy.
 */
function withOwnMemory(content: Buffer): Uint8Array {
  return content.buffer.byteLength > content.byteLength * 1.1 ? new Uint8Array(content) : content;
}

function readContentId(part: MimePart): string | null {
  const value = decodeHeaderText(findRaw(part.fields, 'content-id') ?? '', null);
  const bracketed = /<([^<>]+)>/.exec(value)?.[1]; // a comment or quotes may surround the brackets
  const id = (bracketed ?? value.replace(/[<>]/g, '')).trim();
  return id === '' ? null : id;
}

function readUuencoded({ filename, content }: UuencodedFile): MailAttachment {
  return {
    filename: cleanFilename(filename) || NAMELESS,
    originalFilename: safeText(filename),
    contentType: 'application/octet-stream',
    contentId: null,
    inline: false,
    content: withOwnMemory(content),
  };
}
