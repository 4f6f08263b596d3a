import { type MailLimits } from '../limits.js';
import { guessBoundary, readingsOf, splitAtBoundary, type PartRange } from './boundaries.js';
import { isLegacyCharset } from './charset-labels.js';
import { type Defects } from './defects.js';
import { decodeEncodedWords } from './encoded-words.js';
import { readHeaderBlock, type RawField } from './header-block.js';
import { parseParameters, type ParameterisedValue } from './parameters.js';
import { repairLineEnds } from './line-ends.js';
import { beginsWithPart, withLostFields } from './lost-structure.js';
import { decodeTransfer } from './transfer-encoding.js';
import { UnreadableMail } from './unreadable-mail.js';

/** A part of the MIME tree (RFC 2045); the mail itself is the root. */
export interface MimePart {
  fields: RawField[];
  /** `value` is never empty: if missing or malformed, it is the default of RFC 2045 §5.2. */
  contentType: ParameterisedValue;
  /** True if the part has a well-formed Content-Type of its own. */
  typeDeclared: boolean;
  disposition: ParameterisedValue;
  /** Lower case; empty if missing. */
  transferEncoding: string;
  /** The body as transferred. */
  body: Buffer;
  /** Empty unless this is a multipart that could be split. */
  children: MimePart[];
}

/** State carried through the tree. */
export interface TreeContext {
  limits: MailLimits;
  defects: Defects;
  /** Parts so far. */
  count: number;
  /**
   * Legacy charset of the first text part so far that names one: raw 8-bit file names of later parts are likely in it.
   */
  charset?: string;
}

/** `plain/text` and `html/text`, written by many scripts. */
const TURNED_TYPE = /^(plain|html)\/text$/;
const LF = 10;
const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+*-]+$/;
const NO_MULTIPART_ENCODING = new Set(['', '7bit', '8bit', 'binary']);

/**
 * Parses a mail into its tree of parts. An embedded `message/rfc822` stays one part.
 *
 * @throws UnreadableMail if a limit on headers, parts or depth is broken
 */
export function readPartTree(mail: Buffer, context: TreeContext): MimePart {
  return readPart(repairLineEnds(mail, context.defects), 'text/plain', 0, context);
}

function readPart(bytes: Buffer, defaultType: string, depth: number, context: TreeContext): MimePart {
  countPart(context);
  const block = readHeaderBlock(bytes, context.limits, context.defects, depth === 0);
  const { fields, bodyStart } = depth === 0 ? withLostFields(bytes, block, context.limits) : block;
  const parameters = (name: string) => parseParameters(findRaw(fields, name) ?? '', context.charset);
  const body = bytes.subarray(bodyStart);
  const declared = readContentType(fields, body, context);
  declared.value = declared.value.replace(TURNED_TYPE, 'text/$1');
  const { charset } = declared.parameters;
  if (declared.value.startsWith('text/') && isLegacyCharset(charset)) context.charset ??= charset;
  const transferEncoding = readTransferEncoding(fields);
  const typeDeclared = MEDIA_TYPE.test(declared.value);
  const part: MimePart = {
    fields,
    contentType: typeDeclared
      ? declared
      : {
          ...declared,
          value: repairType(declared.value, defaultType, depth === 0 && transferEncoding !== 'base64'),
        },
    typeDeclared,
    disposition: parameters('content-disposition'),
    transferEncoding,
    body,
    children: [],
  };
  const isUnnamed = depth === 0 && !typeDeclared && declared.value === '' && beginsWithPart(body);
  if (isUnnamed) part.contentType.value = 'multipart/mixed';
  else if (isMisnamedMultipart(part)) part.contentType.value = `multipart/${subtypeOf(part)}`;
  if (part.contentType.value.startsWith('multipart/')) readChildren(part, depth, context);
  return part;
}

/** Types that hold parts of their own, or bytes in which a delimiter means nothing. */
const NO_MISNAMED_TYPE = /^(?:multipart|message|image|audio|video|application|font|model)\//;

const subtypeOf = ({ contentType }: MimePart): string =>
  /\/(alternative|related|report|digest)$/.exec(contentType.value)?.[1] ?? 'mixed';

/** True for text or an unknown type (`mutlipart/mixed`) whose boundary separates parts. */
function isMisnamedMultipart({ contentType, body }: MimePart): boolean {
  const boundary = (contentType.parameters['boundary'] ?? '').trim();
  if (boundary === '' || NO_MISNAMED_TYPE.test(contentType.value)) return false;
  const first = body.indexOf(`--${boundary}`, 0, 'latin1');
  const isLineStart = first === 0 || body[first - 1] === LF;
  const behind = body.toString('latin1', first + 2 + boundary.length, first + boundary.length + 200);
  return first >= 0 && isLineStart && /^[ \t]*\r?\n(?:content-|\r?\n)/i.test(behind);
}

/**
 * The first Content-Type. If a gateway put it in front of a multipart's, the multipart's, provided its delimiter
 * occurs.
 */
function readContentType(fields: RawField[], body: Buffer, { charset }: TreeContext): ParameterisedValue {
  const all = fields.filter(({ name, bytes }) => name === 'content-type' && bytes !== '');
  const first = parseParameters(all[0]?.bytes ?? '', charset);
  const multipart = all.slice(1).find(({ bytes }) => /^multipart\//i.test(bytes));
  if (multipart === undefined || first.value.startsWith('multipart/')) return first;
  const other = parseParameters(multipart.bytes, charset);
  return body.includes(`--${other.parameters['boundary'] ?? ''}`, 0, 'latin1') ? other : first;
}

/** The first field of that name with a value, undecoded; null if missing. */
export function findRaw(fields: RawField[], name: string): string | null {
  return fields.find((field) => field.name === name && field.bytes !== '')?.bytes ?? null;
}

function countPart(context: TreeContext): void {
  if (++context.count > context.limits.parts) {
    throw new UnreadableMail('too_many_parts', `The mail has more than ${context.limits.parts} parts.`);
  }
}

/**
 * `text`, `text/` and `plain` mean the default type, `multipart` multipart/mixed. Anything else is a file in a
 * multipart, and text if it is the whole mail (RFC 2045 §5.2).
 */
function repairType(value: string, defaultType: string, alone: boolean): string {
  if (value.startsWith('multipart')) return 'multipart/mixed';
  if (value === 'html') return 'text/html';
  return alone || value === '' || value.startsWith('text') || value === 'plain'
    ? defaultType
    : 'application/octet-stream';
}

const TRANSFER_ENCODINGS: [start: string, encoding: string][] = [
  ['base64', 'base64'],
  ['quotedprintable', 'quoted-printable'],
  ['qp', 'quoted-printable'],
  ['7bit', '7bit'],
  ['8bit', '8bit'],
  ['binary', 'binary'],
  ['xuue', 'x-uuencode'],
  ['uue', 'x-uuencode'],
];

/** Recognised by its letters only: real mail has `Base-64`, `quoted- printable`, `8bits;`. */
function readTransferEncoding(fields: RawField[]): string {
  const raw = decodeEncodedWords((findRaw(fields, 'content-transfer-encoding') ?? '').slice(0, 100));
  const letters = raw
    .toLowerCase()
    .replace(/\([^()]*\)/g, '')
    .replace(/[^a-z0-9]/g, '');
  return TRANSFER_ENCODINGS.find(([start]) => letters.startsWith(start))?.[1] ?? letters;
}

function readChildren(part: MimePart, depth: number, context: TreeContext): void {
  if (depth >= context.limits.depth) {
    throw new UnreadableMail('too_deep', `The mail nests parts deeper than ${context.limits.depth}.`);
  }
  const ranges = cut(part, context);
  if (!ranges) {
    context.defects.add('boundary_not_found');
    part.contentType = { ...part.contentType, value: looksLikeHtml(part.body) ? 'text/html' : 'text/plain' };
    return;
  }
  const childType = part.contentType.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  for (const { start, end } of ranges) {
    part.children.push(readPart(part.body.subarray(start, end), childType, depth + 1, context));
  }
}

/** Splits by the declared boundary, then by a guessed one, then again with a forbidden transfer encoding undone. */
function cut(part: MimePart, context: TreeContext): PartRange[] | null {
  const { defects, limits } = context;
  const declared = part.contentType.parameters['boundary'];
  const maxParts = limits.parts - context.count;
  if (declared === undefined || declared === '') defects.add('boundary_missing');
  else {
    for (const boundary of readingsOf(declared.trimEnd())) {
      const ranges = splitAtBoundary(part.body, boundary, maxParts, defects);
      if (ranges) return ranges;
    }
  }
  const guessed = guessBoundary(part.body);
  const ranges = guessed === null ? null : splitAtBoundary(part.body, guessed, maxParts, defects);
  if (ranges) return ranges;
  if (declared === '') return splitAtBoundary(part.body, '', maxParts, defects);
  if (NO_MULTIPART_ENCODING.has(part.transferEncoding)) return null;
  const encoding = part.transferEncoding;
  part.body = decodeTransfer(part.body, encoding, defects);
  part.transferEncoding = '';
  defects.add('multipart_encoded');
  return cut(part, context);
}

function looksLikeHtml(body: Buffer): boolean {
  return /^\s*<(!doctype html|html|body|div|p|table)\b/i.test(body.toString('latin1', 0, 200));
}
