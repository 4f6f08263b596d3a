import { isUtf8 } from 'node:buffer';

import { type MailLimits } from '../limits.js';
import { safeBody } from '../text.js';
import { decodeCharset } from './decode-charset.js';
import { type Defects } from './defects.js';
import { unwrapFlowed } from './flowed.js';
import { type MimePart } from './part-tree.js';
import { decodeBase64, decodeTransfer } from './transfer-encoding.js';

/** Where an HTML document names its charset; browsers look no further either (WHATWG HTML §13.2.3.2). */
const META_BYTES = 1_024;
const META_CHARSET = /<meta\b[^>]{0,300}charset\s*=\s*["']?([a-z0-9_:.-]{1,40})/i;

/** The text of a text/plain or text/html part: transfer encoding, charset and flowing undone, line ends LF. */
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
 * The words of text/enriched (RFC 1896) and of its forerunner text/richtext (RFC 1341 §7.1.3) without `<commands>`;
 * `<<` is a `<`, what stands in `<param>` is no text.
 */
function removeCommands(text: string): string {
  const words = text
    .replace(/<param>[^<]{0,1000}<\/param>/gi, '')
    .replace(/<nl>/gi, '\n')
    .replace(/<lt>/gi, '<<');
  return words.replace(/<<|<\/?[a-z0-9-]{1,60}>/gi, (command) => (command === '<<' ? '<' : ''));
}

/** The text of a part that speaks to machines, cut at `limits.reportBytes`. */
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

/** Text whose sender says base64 and never encoded it would be lost as text. */
function decodeBody(part: MimePart, defects: Defects): Buffer {
  if (part.transferEncoding !== 'base64' || !isPlainText(part.body)) {
    return decodeTransfer(part.body, part.transferEncoding, defects);
  }
  defects.add('base64_not_encoded');
  return part.body;
}

/** Looked at for an encoding that is declared and not used. */
const SAMPLE_BYTES = 4_096;
const MIN_SAMPLE_BYTES = 16;

/**
 * More than a tenth of the text is no base64: words have spaces, HTML has brackets, base64 has neither. Of a few letters
 * one is enough when they decode to no text.
 */
function isPlainText(body: Buffer): boolean {
  const sample = withoutFooter(body.toString('latin1', 0, SAMPLE_BYTES));
  const foreign = sample.match(/[^a-z0-9+/=\s]|[ \t](?=\S)/gi)?.length ?? 0;
  if (sample.length < MIN_SAMPLE_BYTES) return foreign > 0 && !isText(decodeBase64(body));
  return foreign * 10 > sample.length && !sample.includes('\0');
}

/** Behind padding at a line's end, and behind a paragraph of whole groups, a gateway may have put words of its own. */
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

/** Cuts at a line's end, so that no character is cut in two and mistaken for a wrong charset. */
function cutAt(bytes: Buffer, limit: number, onCut: () => void): Buffer {
  if (bytes.length <= limit) return bytes;
  onCut();
  const lineEnd = bytes.lastIndexOf(10, limit - 1);
  if (lineEnd > limit / 2) return bytes.subarray(0, lineEnd + 1);
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}
