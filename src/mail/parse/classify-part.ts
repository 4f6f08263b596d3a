import { type MimePart } from './part-tree.js';

/** What the reader does with a leaf of the tree. */
export type PartRole = 'text' | 'html' | 'attachment';

/** Parts that speak to machines (RFC 6522): read for their content, of no use to a person. */
const REPORT_TYPES = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/feedback-report',
  'message/disposition-notification',
  'message/global-disposition-notification',
  'text/rfc822-headers',
  'message/global-headers',
]);

/** True for parts that speak to machines. */
export function isReport(part: MimePart): boolean {
  return REPORT_TYPES.has(part.contentType.value);
}

/** True for parts that hold a whole mail (RFC 2046 §5.2.1, RFC 6532 §3.7). */
export function isEmbeddedMail(part: MimePart): boolean {
  return part.contentType.value === 'message/rfc822' || part.contentType.value === 'message/global';
}

/**
 * Tells the role of a leaf. Text is body unless it is marked as a file: by `Content-Disposition: attachment` or a
 * file name there, or by a name in its Content-Type when it is not the first part (RFC 8621 §4.1.4). Of the text types only plain and HTML can be body, so AMP,
 * calendars and the like are kept as files.
 *
 * @param first the part is the whole mail or the first of its multipart
 */
export function roleOf(part: MimePart, first: boolean): PartRole {
  const type = part.contentType.value;
  if (type !== 'text/plain' && type !== 'text/html') return 'attachment';
  const named =
    part.disposition.parameters['filename'] !== undefined || (!first && declaredName(part) !== null);
  if (part.disposition.value === 'attachment' || named) return 'attachment';
  return type === 'text/html' ? 'html' : 'text';
}

/** The name that the part gives itself; null when it gives none. Content-Disposition goes before Content-Type. */
export function declaredName(part: MimePart): string | null {
  const names = [part.disposition.parameters['filename'], part.disposition.parameters['name']];
  names.push(part.contentType.parameters['name'], part.contentType.parameters['filename']);
  return names.find((name) => name !== undefined && name.trim() !== '') ?? null;
}
