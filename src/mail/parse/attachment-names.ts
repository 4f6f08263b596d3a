import { cleanFilename } from './filename.js';
import { declaredName, isEmbeddedMail } from './classify-part.js';
import { decodeHeaderText } from './header-text.js';
import { Defects } from './defects.js';
import { type MailLimits } from '../limits.js';
import { readHeaderBlock } from './header-block.js';
import { findRaw, type MimePart } from './part-tree.js';

/** Names for parts that give themselves none, by type. */
const TYPE_NAMES: Record<string, string> = {
  'application/ics': 'invite.ics',
  'application/json': 'attachment.json',
  'application/ms-tnef': 'winmail.dat',
  'application/msword': 'attachment.doc',
  'application/pdf': 'attachment.pdf',
  'application/pgp-encrypted': 'version.asc',
  'application/pgp-keys': 'key.asc',
  'application/pgp-signature': 'signature.asc',
  'application/pkcs7-mime': 'smime.p7m',
  'application/pkcs7-signature': 'smime.p7s',
  'application/rtf': 'attachment.rtf',
  'application/vnd.ms-excel': 'attachment.xls',
  'application/vnd.ms-tnef': 'winmail.dat',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'attachment.xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'attachment.docx',
  'application/x-pkcs7-mime': 'smime.p7m',
  'application/x-pkcs7-signature': 'smime.p7s',
  'application/xml': 'attachment.xml',
  'application/zip': 'attachment.zip',
  'audio/mpeg': 'attachment.mp3',
  'image/bmp': 'image.bmp',
  'image/gif': 'image.gif',
  'image/jpeg': 'image.jpg',
  'image/jpg': 'image.jpg',
  'image/png': 'image.png',
  'image/svg+xml': 'image.svg',
  'image/tiff': 'image.tiff',
  'image/webp': 'image.webp',
  'message/delivery-status': 'delivery-status.txt',
  'message/disposition-notification': 'disposition-notification.txt',
  'message/external-body': 'external-body.txt',
  'message/feedback-report': 'feedback-report.txt',
  'message/partial': 'partial.eml',
  'message/rfc822': 'message.eml',
  'message/global': 'message.eml',
  'text/calendar': 'invite.ics',
  'text/css': 'attachment.css',
  'text/csv': 'attachment.csv',
  'text/directory': 'contact.vcf',
  'text/html': 'attachment.html',
  'text/rfc822-headers': 'headers.txt',
  'text/rtf': 'attachment.rtf',
  'text/vcard': 'contact.vcf',
  'text/x-amp-html': 'amp.html',
  'text/x-vcard': 'contact.vcf',
  'text/xml': 'attachment.xml',
  'video/mp4': 'video.mp4',
};

/** A Content-ID such as `image001.png@01D7.5F30`, whose local part is a file name. */
const FILE_LIKE_ID = /^([^@\s/\\]{1,100}\.[a-z0-9]{2,5})(?:@|$)/i;

/** A Content-Description that is a file name, as Outlook and Exchange write it. */
const FILE_NAME = /^[^\r\n/\\:]{1,150}\.[a-z][a-z0-9]{1,4}$/i;

/** What an attachment is called, as given (null when it gives no name) and as shown. */
export interface AttachmentName {
  filename: string;
  originalFilename: string | null;
}

/**
 * The name by a ladder: the part's own (Content-Disposition, then Content-Type), a description
 * that is a file name, the subject of an embedded mail, the
 * end of Content-Location, a Content-ID that looks like a file, the type.
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
  return { filename: 'attachment.bin', originalFilename };
}

/** Content-Location `https://x/y/logo.png` gives `logo.png`; without an extension it is no file name. */
function locationName(part: MimePart): string | null {
  const location = decodeHeaderText(findRaw(part.fields, 'content-location') ?? '', null);
  return /([^/\\?#:]{1,100}\.[a-z0-9]{2,5})(?:[?#].*)?$/i.exec(location.slice(-300))?.[1] ?? null;
}

/** `<subject>.eml`; a slash in a subject is no path. The embedded mail's own defects are not this mail's. */
function embeddedName(part: MimePart, limits: MailLimits): string | null {
  const head = part.body.subarray(0, limits.headerBlockBytes);
  const anyNumber = { ...limits, headers: Infinity };
  const { fields } = readHeaderBlock(head, anyNumber, new Defects(), true);
  const subject = decodeHeaderText(findRaw(fields, 'subject') ?? '', null);
  const name = cleanFilename(subject.replace(/[\\/]/g, '_').replace(/\.eml$/i, ''));
  return name === '' ? null : `${name}.eml`;
}
