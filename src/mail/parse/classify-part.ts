import { type MimePart } from './part-tree.js';

/** What the reader does with a leaf of the tree. */
export type PartRole = 'text' | 'html' | 'report' | 'attachment';

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

/** True for parts that hold a whole mail (RFC 2046 §5.2.1, RFC 6532 §3.7). */
export function isEmbeddedMail(part: MimePart): boolean {
  return part.contentType.value === 'message/rfc822' || part.contentType.value === 'message/global';
}

/**
 * Tells the role of a leaf. Text is body unless it is marked as a file, by `Content-Disposition: attachment` or by a
 * name; of the text types only plain and HTML can be body, so AMP, calendars and the like are kept as files.
 */
export function roleOf(part: MimePart): PartRole {
  const type = part.contentType.value;
  if (REPORT_TYPES.has(type)) return 'report';
  if (type !== 'text/plain' && type !== 'text/html') return 'attachment';
  if (part.disposition.value === 'attachment' || declaredName(part) !== null) return 'attachment';
  return type === 'text/html' ? 'html' : 'text';
}

/** The name that the part gives itself; null when it gives none. Content-Disposition goes before Content-Type. */
export function declaredName(part: MimePart): string | null {
  const names = [part.disposition.parameters['filename'], part.disposition.parameters['name']];
  names.push(part.contentType.parameters['name'], part.contentType.parameters['filename']);
  return names.find((name) => name !== undefined && name.trim() !== '') ?? null;
}
