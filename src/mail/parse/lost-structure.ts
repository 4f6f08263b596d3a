import { type MailLimits } from '../limits.js';
import { Defects } from './defects.js';
import { type HeaderBlock, type RawField, readHeaderBlock } from './header-block.js';

/** Fields that say how the body is to be read; nobody is told by them. */
const FIELDS_OF_BODY = /^(?:content-|mime-version$|x-)/;

/**
 * The header block of a mail together with the fields that a script has cut off by a blank line: `MIME-Version`, and
 * `Content-Type` with it, then stand on top of the body. Only where the header itself says nothing of the body.
 */
export function withLostFields(mail: Buffer, block: HeaderBlock, limits: MailLimits): HeaderBlock {
  if (block.fields.length === 0 || hasContentType(block.fields)) return block;
  const below = mail.subarray(block.bodyStart, block.bodyStart + limits.headerBlockBytes);
  const defects = new Defects(); // a body that begins with other lines is nobody's damage
  if (!/^(?:content-|mime-version:|x-)/i.test(below.toString('latin1', 0, 20))) return block;
  const lost = readHeaderBlock(below, { ...limits, headers: Infinity }, defects);
  const isWhole = hasContentType(lost.fields) && defects.list().length === 0;
  const fits = lost.bodyStart < limits.headerBlockBytes && lost.fields.length < limits.headers;
  if (!isWhole || !fits || !lost.fields.every(({ name }) => FIELDS_OF_BODY.test(name))) return block;
  return { fields: [...block.fields, ...lost.fields], bodyStart: block.bodyStart + lost.bodyStart };
}

function hasContentType(fields: RawField[]): boolean {
  return fields.some(({ name }) => name === 'content-type');
}

/** Enough for a line to those whose reader knows no MIME, and a delimiter. */
const START_BYTES = 1_000;
const FIRST_PART =
  /^\s{0,20}(?:[^\r\n]{0,200}MIME[^\r\n]{0,200}\r?\n\s{0,20})?--([^\s-][^\r\n]{0,250})\r?\ncontent-/i;

/** True for a body that has parts although nothing says so: it begins with one, and ends with the closing delimiter. */
export function beginsWithPart(body: Buffer): boolean {
  const boundary = FIRST_PART.exec(body.toString('latin1', 0, START_BYTES))?.[1]?.trimEnd();
  return boundary !== undefined && body.includes(`--${boundary}--`, 0, 'latin1');
}
