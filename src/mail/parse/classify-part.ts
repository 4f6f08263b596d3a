import { type MimePart } from './part-tree.js';

/** How the reader uses a leaf of the tree. */
export type PartRole = 'text' | 'html' | 'attachment';

/** The position of a part. */
export interface PartPlace {
  /** True for the whole mail and for the first part of a multipart. */
  first: boolean;
  /** True for one of several versions (multipart/alternative). */
  alternative: boolean;
}

/**
 * Machine-readable parts (RFC 6522), of no use to a person. maddy and others write `message/rfc822-headers`, which no
 * standard defines, for `text/rfc822-headers`.
 */
const REPORT_TYPES = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/feedback-report',
  'message/disposition-notification',
  'message/global-disposition-notification',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global-headers',
]);

/** True for machine-readable parts. */
export function isReportPart(part: MimePart): boolean {
  return REPORT_TYPES.has(part.contentType.value);
}

/** True for a mail whose other parts are evidence, not a message. */
export function isReportMail(root: MimePart, rest: MimePart[]): boolean {
  return root.contentType.value === 'multipart/report' || rest.some(isReportPart);
}

/** True for parts that hold a whole mail (RFC 2046 §5.2.1, RFC 6532 §3.7). */
export function isEmbeddedMail(part: MimePart): boolean {
  return part.contentType.value === 'message/rfc822' || part.contentType.value === 'message/global';
}

/**
 * Determines the role of a leaf. Text is body unless it is marked as a file: by `Content-Disposition: attachment` or a
 * file name there, or by a name in its Content-Type if it is neither the first part (RFC 8621 §4.1.4) nor an
 * alternative (another form of the mail's words). Other text types are body only as a first part without a name; AMP,
 * calendars and the like are always files.
 */
export function roleOf(part: MimePart, place: PartPlace): PartRole {
  const type = part.contentType.value;
  if (type !== 'text/plain' && type !== 'text/html')
    return place.first && isOtherText(part) ? 'text' : 'attachment';
  const named =
    part.disposition.parameters['filename'] !== undefined ||
    (!place.first && !place.alternative && declaredName(part) !== null);
  if (part.disposition.value === 'attachment' || named) return 'attachment';
  return type === 'text/html' ? 'html' : 'text';
}

/** Text types meant for programs, or unreadable without one. */
const TEXT_FILES =
  /^text\/(?:.*calendar|.*vcard|.*csv|.*xml|.*json|.*html|.*script|css|directory|ics|rtf|rfc822-headers|tab-separated-values|troff|x-patch|x-diff)$/;

/** RFC 2046 §4.1.4: text of an unknown kind is shown as it is, and so are Markdown, text/enriched and the like. */
function isOtherText(part: MimePart): boolean {
  const { value } = part.contentType;
  if (!value.startsWith('text/') || TEXT_FILES.test(value)) return false;
  return part.disposition.value !== 'attachment' && declaredName(part) === null;
}

/** The name that the part gives itself, or null. Content-Disposition takes precedence over Content-Type. */
export function declaredName(part: MimePart): string | null {
  const names = [part.disposition.parameters['filename'], part.disposition.parameters['name']];
  names.push(part.contentType.parameters['name'], part.contentType.parameters['filename']);
  const given = names.filter((name) => name !== undefined).filter((name) => name.trim() !== '');
  const [first = null] = given;
  return (first !== null && given.find((name) => restores(name, first))) || first;
}

/** Written by encoders for a character that their charset lacks. */
const LOST_CHARACTER = /[?\ufffd]/;

/** True if `candidate` is `lossy` with all its lost characters restored: `r?sum?.pdf` and `résumé.pdf`. */
function restores(candidate: string, lossy: string): boolean {
  if (!LOST_CHARACTER.test(lossy) || LOST_CHARACTER.test(candidate)) return false;
  const whole = [...candidate];
  const damaged = [...lossy];
  const agrees = (char: string, at: number) => char === whole[at] || LOST_CHARACTER.test(char);
  return whole.length === damaged.length && damaged.every(agrees);
}
