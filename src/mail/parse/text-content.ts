import { isUtf8 } from 'node:buffer';

import { type MailLimits } from '../limits.js';
import { safeBody } from '../text.js';
import { decodeCharset } from './decode-charset.js';
import { type Defects } from './defects.js';
import { unwrapFlowed } from './flowed.js';
import { type MimePart } from './part-tree.js';
import { decodeBase64, decodeTransfer } from './transfer-encoding.js';

/** Where an HTML document names its charset; browsers search no further either (WHATWG HTML §13.2.3.2). */
const META_BYTES = 1_024;
const META_CHARSET = /<meta\b[^>]{0,300}charset\s*=\s*["']?([a-z0-9_:.-]{1,40})/i;

/** The text of a text/plain or text/html part: transfer encoding, charset and flowing undone, LF line ends. */
export function readText(part: MimePart, limits: MailLimits, defects: Defects): string {
  const isHtml = part.contentType.value === 'text/html';
  const limit = isHtml ? limits.htmlBytes : limits.textBytes;
  const text = decodeText(part, limit, isHtml ? 'html_too_large' : 'text_too_large', defects);
  if (MARKED_TEXT.has(part.contentType.value)) return removeCommands(text);
  const { format, delsp } = part.contentType.parameters;
  return !isHtml && format?.toLowerCase() === 'flowed'
    ? unwrapFlowed(text, delsp?.toLowerCase() === 'yes')
    : text;
}

const MARKED_TEXT = new Set(['text/enriched', 'text/richtext']);

/**
 * The words of text/enriched (RFC 1896) and its predecessor text/richtext (RFC 1341 §7.1.3) without `<commands>`. `<<`
 * is a `<`; the contents of `<param>` are not text.
 */
function removeCommands(text: string): string {
  const words = text
    .replace(/<param>[^<]{0,1000}<\/param>/gi, '')
    .replace(/<nl>/gi, '\n')
    .replace(/<lt>/gi, '<<');
  return words.replace(/<<|<\/?[a-z0-9-]{1,60}>/gi, (command) => (command === '<<' ? '<' : ''));
}

/** The text of a machine-readable part, cut at `limits.reportBytes`. */
export function readReportText(part: MimePart, limits: MailLimits, defects: Defects): string {
  return decodeText(part, limits.reportBytes, 'report_too_large', defects);
}

function decodeText(part: MimePart, limit: number, defect: string, defects: Defects): string {
  const bytes = cutAt(decodeBody(part, defects), limit, () => defects.add(defect));
  const declared = part.contentType.parameters['charset'] ?? null;
  const eightBit = part.transferEncoding === '8bit' || part.transferEncoding === 'binary';
  const meta = META_CHARSET.exec(bytes.toString('latin1', 0, META_BYTES))?.[1] ?? null;
  return safeBody(decodeCharset(bytes, { declared, eightBit, fallback: meta }));
}

/** Text declared as base64 but never encoded would be lost by decoding it. */
function decodeBody(part: MimePart, defects: Defects): Buffer {
  if (part.transferEncoding !== 'base64' || !isPlainText(part.body)) {
    return decodeTransfer(part.body, part.transferEncoding, defects);
  }
  defects.add('base64_not_encoded');
  return part.body;
}

/** Bytes examined for a declared encoding that is not used. */
const SAMPLE_BYTES = 4_096;
const MIN_SAMPLE_BYTES = 16;

/**
 * True if more than a tenth of the characters cannot be base64: words have spaces and HTML has brackets, base64 has
 * neither. In a few letters, one is enough if they do not decode to text.
 */
function isPlainText(body: Buffer): boolean {
  const sample = withoutFooter(body.toString('latin1', 0, SAMPLE_BYTES));
  const foreign = sample.match(/[^a-z0-9+/=\s]|[ \t](?=\S)/gi)?.length ?? 0;
  if (sample.length < MIN_SAMPLE_BYTES) return foreign > 0 && !isText(decodeBase64(body));
  return foreign * 10 > sample.length && !sample.includes('\0');
}

/** A gateway may have added text behind padding at a line's end, or behind a paragraph of whole groups. */
function withoutFooter(sample: string): string {
  const [paragraph = ''] = sample.split(/\r?\n\r?\n/, 1);
  const digits = paragraph.replace(/[\r\n]/g, '');
  const isWhole =
    digits.length >= MIN_SAMPLE_BYTES && digits.length % 4 === 0 && /^[a-z0-9+/]+$/i.test(digits);
  return isWhole ? paragraph : sample.replace(/=\r?\n[^]*$/, '=').trim();
}

function isText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !/[\x00-\x08\x0e-\x1f]/.test(bytes.toString('latin1'));
}

/** Cuts at a line's end, so that no half character suggests a wrong charset. */
function cutAt(bytes: Buffer, limit: number, onCut: () => void): Buffer {
  if (bytes.length <= limit) return bytes;
  onCut();
  const lineEnd = bytes.lastIndexOf(10, limit - 1);
  if (lineEnd > limit / 2) return bytes.subarray(0, lineEnd + 1);
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}
