import { type ParsedMail } from '../mail.js';
import { findAddresses } from './report-address.js';

/** What a report shows of the mail it is about. */
export interface OriginalMail {
  messageId: string | null;
  /** Addresses of its To field, lower case; only a hint, as the envelope may have named others. */
  to: string[];
  headers: string;
}

/** Characters of an original's header block that are read. */
const MAX_HEADER_LENGTH = 65_536;

const MAX_TO_ADDRESSES = 50;

/** The original mail as an embedded part has it, else as the text below the notice quotes it. */
export function originalMailOf(mail: ParsedMail, quoted: string): OriginalMail {
  const part = mail.reportParts.find((each) => /rfc822/.test(each.contentType));
  const attached = mail.attachments.find((each) => /rfc822/.test(each.contentType));
  const source = part?.text ?? (attached ? decode(attached.content) : quoted);
  const headers = unfold(source.slice(0, MAX_HEADER_LENGTH));
  return { headers, messageId: messageIdIn(headers), to: addressesIn(field(headers, 'to')) };
}

function decode(content: Uint8Array): string {
  return new TextDecoder('latin1').decode(content.subarray(0, MAX_HEADER_LENGTH)).replaceAll('\r\n', '\n');
}

function unfold(text: string): string {
  return text.replace(/\n[ \t]{1,200}(?=\S)/g, ' ');
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
