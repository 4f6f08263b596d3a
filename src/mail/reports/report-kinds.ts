import { type ParsedMail } from '../mail.js';

/** An embedded mail or its header, also internationalised (RFC 6532, RFC 6533) or of the wrong type (`classify-part.ts`). */
const EMBEDDED = /^message\/(?:rfc822|global)(?:-headers)?$|^text\/rfc822-headers$/;

/** True for the type of a part that holds another mail, or its header. */
export function isEmbedded(contentType: string): boolean {
  return EMBEDDED.test(contentType);
}

/** True for the type of a part by which the status of a delivery is told (RFC 3464, RFC 6533). */
export function isStatusType(contentType: string): boolean {
  return /^message\/(?:global-)?delivery-status$/.test(contentType);
}

/** True for the type of a part by which a receipt is told (RFC 8098, RFC 6533). */
export function isReceiptType(contentType: string): boolean {
  return /^message\/(?:global-)?disposition-notification$/.test(contentType);
}

/** What a multipart/report says that it reports (RFC 6522 §3), in lower case; empty when it does not say. */
export function reportTypeOf({ contentType }: ParsedMail): string {
  return contentType.parameters['report-type']?.toLowerCase() ?? '';
}

/** RFC 8098 message disposition notification, also where a gateway has made the report a plain multipart. */
export function isReceipt(mail: ParsedMail): boolean {
  const isDeclared = reportTypeOf(mail) === 'disposition-notification';
  if (mail.contentType.value === 'multipart/report' && isDeclared) return true;
  return isReceiptType(mail.reportParts[0]?.contentType ?? '');
}

/** RFC 6522 multipart/report about delivery, and not about reading, abuse, TLS (RFC 8460) or whatever comes next. */
export function isDeliveryReport(mail: ParsedMail): boolean {
  const type = reportTypeOf(mail);
  const isAboutDelivery = type.trim() === '' || /delivery|status/.test(type);
  return mail.contentType.value === 'multipart/report' && isAboutDelivery;
}

/** True for a mail that tells the status of a delivery in a part of its own. */
export function hasStatusPart({ reportParts }: ParsedMail): boolean {
  return reportParts.some((part) => isStatusType(part.contentType));
}

/** True for a mail that brings another one, or the status of its delivery, along. */
export function returnsMail({ reportParts, attachments }: ParsedMail): boolean {
  return reportParts.length > 0 || attachments.some((part) => isEmbedded(part.contentType));
}
