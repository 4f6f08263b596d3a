import { type MimePart } from './part-tree.js';

/** What the reader does with a leaf of the tree. */
export type PartRole = 'text' | 'html' | 'attachment';

/** Where a part stands. */
export interface PartPlace {
  /** It is the whole mail or the first of its multipart. */
  first: boolean;
  /** It is one of several versions of the same (multipart/alternative). */
  alternative: boolean;
}

/**
 * Parts that speak to machines (RFC 6522): read for their content, of no use to a person. maddy and others write
 * `message/rfc822-headers`, which no standard names, for `text/rfc822-headers`.
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

/** True for parts that speak to machines. */
export function isReportPart(part: MimePart): boolean {
  return REPORT_TYPES.has(part.contentType.value);
}

/** True for a mail whose other parts are evidence and no message. */
export function isReportMail(root: MimePart, rest: MimePart[]): boolean {
  return root.contentType.value === 'multipart/report' || rest.some(isReportPart);
}

/** True for parts that hold a whole mail (RFC 2046 §5.2.1, RFC 6532 §3.7). */
export function isEmbeddedMail(part: MimePart): boolean {
  return part.contentType.value === 'message/rfc822' || part.contentType.value === 'message/global';
}

/**
 * Tells the role of a leaf. Text is body unless it is marked as a file: by `Content-Disposition: attachment` or a
 * file name there, or by a name in its Content-Type when it is neither the first part (RFC 8621 §4.1.4) nor an
 * alternative, which is the mail's words in another form. Of the other text types only a first part without a name can be
 * body; AMP, calendars and the like are always kept as files.
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

/** Text types that programs read, or that are no text without one. */
const TEXT_FILES =
  /^text\/(?:.*calendar|.*vcard|.*csv|.*xml|.*json|.*html|.*script|css|directory|ics|rtf|rfc822-headers|tab-separated-values|troff|x-patch|x-diff)$/;

/** RFC 2046 §4.1.4: text of an unknown kind is shown as it is; so are Markdown, text/enriched and the like. */
function isOtherText(part: MimePart): boolean {
  const { value } = part.contentType;
  if (!value.startsWith('text/') || TEXT_FILES.test(value)) return false;
  return part.disposition.value !== 'attachment' && declaredName(part) === null;
}

/** The name that the part gives itself; null when it gives none. Content-Disposition goes before Content-Type. */
export function declaredName(part: MimePart): string | null {
  const names = [part.disposition.parameters['filename'], part.disposition.parameters['name']];
  names.push(part.contentType.parameters['name'], part.contentType.parameters['filename']);
  const given = names.filter((name) => name !== undefined).filter((name) => name.trim() !== '');
  const [first = null] = given;
  return (first !== null && given.find((name) => restores(name, first))) || first;
}

/** What encoders write for a character that their charset lacks. */
const LOST_CHARACTER = /[?\ufffd]/;

/** True when `candidate` is `lossy` with all its lost characters back: `r?sum?.pdf` and `résumé.pdf`. */
function restores(candidate: string, lossy: string): boolean {
  if (!LOST_CHARACTER.test(lossy) || LOST_CHARACTER.test(candidate)) return false;
  const whole = [...candidate];
  const damaged = [...lossy];
  const agrees = (char: string, at: number) => char === whole[at] || LOST_CHARACTER.test(char);
  return whole.length === damaged.length && damaged.every(agrees);
}
