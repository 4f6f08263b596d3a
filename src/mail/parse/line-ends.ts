import { type Defects } from './defects.js';

const LF = 10;
const CR = 13;
/** Enough of a header to see how its lines end. */
const SAMPLE_BYTES = 16_384;

/**
 * Replaces bare CR by LF in a mail whose lines end in bare CR (old Mac software, broken gateways). Relays may have
 * added lines with line feeds in front or behind. In any other mail a bare CR does not end a line.
 */
export function repairLineEnds(mail: Buffer, defects: Defects): Buffer {
  if (!mail.includes(CR) || !headerEndsLinesInCr(mail)) return mail;
  defects.add('bare_cr_line_ends');
  return Buffer.from(mail).map((byte, at) => (byte === CR && mail[at + 1] !== LF ? LF : byte)) as Buffer;
}

/** True if bare CRs outnumber the line feeds before the first empty line. */
function headerEndsLinesInCr(mail: Buffer): boolean {
  const sample = mail.toString('latin1', 0, SAMPLE_BYTES);
  const bodyStart = sample.search(/\n\r*\n/);
  const header = bodyStart < 0 ? sample : sample.slice(0, bodyStart + 1);
  return count(header, /\r(?![\r\n])/g) > count(header, /\n/g);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
