import { type MailLimits } from '../limits.js';
import { Defects } from './defects.js';
import { type HeaderBlock, type RawField, readHeaderBlock } from './header-block.js';

/** Fields that say how to read the body; none of them names a person. */
const FIELDS_OF_BODY = /^(?:content-|mime-version$|x-)/;

/**
 * Adds the fields that a script cut off with a blank line: `MIME-Version` and `Content-Type` then stand at the top of
 * the body. Only if the header has no Content-Type itself.
 */
export function withLostFields(mail: Buffer, block: HeaderBlock, limits: MailLimits): HeaderBlock {
  if (block.fields.length === 0 || hasContentType(block.fields)) return block;
  const below = mail.subarray(block.bodyStart, block.bodyStart + limits.headerBlockBytes);
  const defects = new Defects(); // discarded: a body that begins with other lines is not damaged
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

/** Enough for a note to readers without MIME, and a delimiter. */
const START_BYTES = 1_000;
const FIRST_PART =
  /^\s{0,20}(?:[^\r\n]{0,200}MIME[^\r\n]{0,200}\r?\n\s{0,20})?--([^\s-][^\r\n]{0,250})\r?\ncontent-/i;

/** True for an undeclared multipart: the body begins with a part and has the closing delimiter. */
export function beginsWithPart(body: Buffer): boolean {
  const boundary = FIRST_PART.exec(body.toString('latin1', 0, START_BYTES))?.[1]?.trimEnd();
  return boundary !== undefined && body.includes(`--${boundary}--`, 0, 'latin1');
}
