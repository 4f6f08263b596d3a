import { type ParsedMail } from '../mail.js';
import { findAddresses } from './report-address.js';
import { isEmbedded } from './report-kinds.js';

/** What a report shows of the mail it is about. */
export interface OriginalMail {
  /** From the original's header, else what the report answers (Exchange and Gmail say so where they quote nothing). */
  messageId: string | null;
  /** Addresses of its To field, lower case; only a hint, as the envelope may have named others. */
  to: string[];
  headers: string;
  /** The report itself where a gateway has wrapped it into a mail of its own; empty otherwise. */
  wrappedReport: string;
}

/** Characters of an original's header block that are read. */
const MAX_HEADER_LENGTH = 65_536;

const MAX_TO_ADDRESSES = 50;

/** Where the original begins inside a report. */
const EMBEDDED_BELOW = /^content-type:[ \t]{0,8}(?:message\/(?:rfc822|global)|text\/rfc822-headers)/im;

/** The original mail as an embedded part has it, else as the text below the notice quotes it: `quoted` tells. */
export function originalMailOf(mail: ParsedMail, quoted: () => string): OriginalMail {
  const part = mail.reportParts.find((each) => isEmbedded(each.contentType));
  const attached = mail.attachments.find((each) => isEmbedded(each.contentType));
  const source = (part?.text ?? (attached ? decode(attached.content) : quoted())).slice(0, MAX_HEADER_LENGTH);
  const wrappedReport = isReportItself(source) ? source : '';
  const headers = unfold(wrappedReport === '' ? source : originalIn(source));
  const messageId = messageIdIn(headers) ?? mail.inReplyTo[0] ?? mail.references.at(-1) ?? null;
  return { headers, messageId, to: addressesIn(field(headers, 'to')), wrappedReport };
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

/** A header block with each field on one line; a block that is indented as a whole keeps its fields apart. */
export function unfold(text: string): string {
  return text.replace(/\n[ \t]{1,200}(?=\S)(?![a-z-]{1,40}:[ \t])/gi, ' ');
}

function messageIdIn(headers: string): string | null {
  return /^[\t >]{0,8}message-id:[^<\n]{0,80}<([^<>\s\p{Cc}]{1,998})>/imu.exec(headers)?.[1] ?? null;
}

/** First value of the field `name` in an unfolded header block; empty when missing. */
export function field(headers: string, name: string): string {
  return new RegExp(`^[\\t >]{0,8}${name}:(.{0,4000})`, 'im').exec(headers)?.[1]?.trim() ?? '';
}

export function addressesIn(value: string): string[] {
  return findAddresses(value, MAX_TO_ADDRESSES).map((found) => found.address);
}
