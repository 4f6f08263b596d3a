import { type ParsedMail } from '../mail.js';

/**
 * An embedded mail or its header, also internationalised (RFC 6532, RFC 6533) or with the wrong type
 * (`classify-part.ts`).
 */
const EMBEDDED = /^message\/(?:rfc822|global)(?:-headers)?$|^text\/rfc822-headers$/;

/** True for the type of a part that holds another mail or its header. */
export function isEmbedded(contentType: string): boolean {
  return EMBEDDED.test(contentType);
}

/** True for the type of a delivery status part (RFC 3464, RFC 6533). */
export function isStatusType(contentType: string): boolean {
  return /^message\/(?:global-)?delivery-status$/.test(contentType);
}

/** True for the type of a disposition notification, a receipt (RFC 8098, RFC 6533). */
export function isReceiptType(contentType: string): boolean {
  return /^message\/(?:global-)?disposition-notification$/.test(contentType);
}

/** The declared type of a multipart/report (RFC 6522 §3), in lower case; empty if there is none. */
export function reportTypeOf({ contentType }: ParsedMail): string {
  return contentType.parameters['report-type']?.toLowerCase() ?? '';
}

/** True for a message disposition notification (RFC 8098), even if a gateway made the report a plain multipart. */
export function isReceipt(mail: ParsedMail): boolean {
  const isDeclared = reportTypeOf(mail) === 'disposition-notification';
  if (mail.contentType.value === 'multipart/report' && isDeclared) return true;
  return isReceiptType(mail.reportParts[0]?.contentType ?? '');
}

/** True for a multipart/report (RFC 6522) about delivery, not about reading, abuse, TLS (RFC 8460) or anything else. */
export function isDeliveryReport(mail: ParsedMail): boolean {
  const type = reportTypeOf(mail);
  const isAboutDelivery = type.trim() === '' || /delivery|status/.test(type);
  return mail.contentType.value === 'multipart/report' && isAboutDelivery;
}

/** True for a mail with a delivery status part. */
export function hasStatusPart({ reportParts }: ParsedMail): boolean {
  return reportParts.some((part) => isStatusType(part.contentType));
}

/** True for a mail that contains another one, or a report part. */
export function returnsMail({ reportParts, attachments }: ParsedMail): boolean {
  return reportParts.length > 0 || attachments.some((part) => isEmbedded(part.contentType));
}
