import { type ParsedMail } from '../mail.js';
import { findAddresses } from './report-address.js';
import { isEmbedded } from './report-kinds.js';

/** What a report shows of the mail it is about. */
export interface OriginalMail {
  /**
   * From the original's header, otherwise the mail that the report answers (as Exchange and Gmail do when they quote
   * nothing).
   */
  messageId: string | null;
  /** The one address of its To and Cc, lower case; null if there are several or none: nobody can tell which is meant. */
  recipient: string | null;
  headers: string;
  /** The report itself, if a gateway wrapped it in another mail; otherwise empty. */
  wrappedReport: string;
}

/** Characters read of an original's header block. */
const MAX_HEADER_LENGTH = 65_536;

const MAX_TO_ADDRESSES = 50;

/** A display name, which may show another address than the one behind it. */
const NAME = /"[^"]{0,320}"\s{0,8}(?=<)/g;

/** Where the original begins in a report. */
const EMBEDDED_BELOW = /^content-type:[ \t]{0,8}(?:message\/(?:rfc822|global)|text\/rfc822-headers)/im;

/** The original mail, from an embedded part or otherwise from the copy below the notice (`quoted`). */
export function originalMailOf(mail: ParsedMail, quoted: () => string): OriginalMail {
  const part = mail.reportParts.find((each) => isEmbedded(each.contentType));
  const attached = mail.attachments.find((each) => isEmbedded(each.contentType));
  const source = (part?.text ?? (attached ? decode(attached.content) : quoted())).slice(0, MAX_HEADER_LENGTH);
  const wrappedReport = isReportItself(source) ? source : '';
  const headers = unfold(wrappedReport === '' ? source : originalIn(source));
  const messageId = messageIdIn(headers) ?? mail.inReplyTo[0] ?? mail.references.at(-1) ?? null;
  return { headers, messageId, recipient: onlyRecipient(headers), wrappedReport };
}

/** The one address of To and Cc in a text with a header block; null if there are several or none. */
export function onlyRecipient(text: string): string | null {
  const header = text.split(/\n[ \t>]*\n/).find((block) => field(block, 'to') !== '') ?? '';
  const fields = [field(header, 'to'), field(header, 'cc')].map((value) => value.replace(NAME, ''));
  const [only = null, ...others] = new Set(fields.flatMap(addressesIn));
  return others.length === 0 ? only : null;
}

function isReportItself(source: string): boolean {
  const header = source.slice(0, source.indexOf('\n\n'));
  return /^content-type:\s{0,8}multipart\/report/im.test(header) && /^final-recipient:/im.test(source);
}

function originalIn(report: string): string {
  const start = report.search(EMBEDDED_BELOW);
  return start === -1 ? '' : report.slice(start);
}

function decode(content: Uint8Array): string {
  return new TextDecoder('latin1').decode(content.subarray(0, MAX_HEADER_LENGTH)).replaceAll('\r\n', '\n');
}

/** Puts each field of a header block on one line; the fields of a block indented as a whole stay apart. */
export function unfold(text: string): string {
  return text.replace(/\n[ \t]{1,200}(?=\S)(?![a-z-]{1,40}:[ \t])/gi, ' ');
}

function messageIdIn(headers: string): string | null {
  return /^[\t >]{0,8}message-id:[^<\n]{0,80}<([^<>\s\p{Cc}]{1,998})>/imu.exec(headers)?.[1] ?? null;
}

/** First value of the field `name` in an unfolded header block; empty if missing. */
export function field(headers: string, name: string): string {
  return new RegExp(`^[\\t >]{0,8}${name}:(.{0,4000})`, 'im').exec(headers)?.[1]?.trim() ?? '';
}

export function addressesIn(value: string): string[] {
  return findAddresses(value, MAX_TO_ADDRESSES).map((found) => found.address);
}
