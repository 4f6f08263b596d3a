import { withLineFeeds } from '../text.js';

/** A file found in plain text between `begin` and `end` lines. */
export interface UuencodedFile {
  filename: string;
  content: Buffer;
}

const BEGIN = /^begin(?:-base64)? [0-7]{3,4} (.{1,255})$/;

/**
 * Extracts the uuencoded files (POSIX uuencode) from a text with LF line ends. A block counts only if every line has
 * the length it states and an `end` follows, so that a sentence beginning with "begin" stays text.
 *
 * @param maxFiles further files stay in the text: a file takes 25 bytes, so 40 MB could hold a million
 */
export function extractUuencoded(
  text: string,
  maxFiles: number,
): { text: string; files: UuencodedFile[]; isCut: boolean } {
  if (!text.includes('begin ')) return { text, files: [], isCut: false };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: UuencodedFile[] = [];
  let isCut = false;
  for (let at = 0; at < lines.length; at++) {
    const filename = BEGIN.exec(lines[at] ?? '')?.[1];
    const block = filename === undefined ? null : findBlock(lines, at + 1);
    const end = block?.end ?? at + 1;
    const isFile = block?.complete === true;
    isCut ||= isFile && files.length >= maxFiles;
    if (isFile && files.length < maxFiles)
      files.push({ filename: filename?.trim() ?? '', content: decodeBlock(lines, block) });
    else for (let line = at; line < end; line++) kept.push(lines[line] ?? '');
    at = end - 1;
  }
  return { text: files.length > 0 ? kept.join('\n') : text, files, isCut };
}

/**
 * Undoes `Content-Transfer-Encoding: x-uuencode`; the first or last line may be missing. Null if the lines are not such
 * data.
 */
export function decodeUuencode(bytes: Buffer): Buffer | null {
  const lines = withLineFeeds(bytes.toString('latin1')).split('\n');
  const begin = lines.findIndex((line) => BEGIN.test(line));
  const start = begin < 0 ? lines.findIndex((line) => line.trim() !== '') : begin + 1;
  const block = findBlock(lines, Math.max(start, 0));
  const whole = block.complete || lines.slice(block.end).every((line) => line.trim() === '');
  return whole && block.end > block.start && !block.swells ? decodeBlock(lines, block) : null;
}

/** Consecutive lines of data. */
interface Block {
  start: number;
  /** The line behind the data, and behind the `end` line if there is one. */
  end: number;
  /** Bytes that the lines claim to hold. */
  size: number;
  /** True if an `end` line follows and the block is worth decoding. */
  complete: boolean;
  /**
   * True if there are more bytes than characters. Spaces at line ends may be lost in transit, so a line of one
   * character may stand for 63 bytes, but a block of such lines is not a file.
   */
  swells: boolean;
}

function findBlock(lines: string[], start: number): Block {
  let size = 0;
  let characters = 0;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trimEnd() === 'end') {
      const swells = size > characters;
      return { start, end: at + 1, size, complete: at > start && !swells, swells };
    }
    const lastBlank = line === '' && lines[at + 1]?.trimEnd() === 'end'; // its only space was lost in transit
    const length = lastBlank ? 0 : lengthOf(line);
    if (length < 0) return { start, end: at, size, complete: false, swells: size > characters };
    size += length;
    characters += line.length + 1;
  }
  return { start, end: Math.max(lines.length, start), size, complete: false, swells: size > characters };
}

/**
 * The number of bytes that a line of uuencoded data holds, from its first character; 0 ends the data, -1 means no such
 * line.
 */
function lengthOf(line: string): number {
  if (line === '') return -1;
  const length = (line.charCodeAt(0) - 32) & 63;
  const digits = line.length - 1;
  if (!/^[ -`]*$/.test(line) || digits > Math.ceil(length / 3) * 4 + 2) return -1;
  return digits < Math.ceil((length * 4) / 3) && line.trimEnd() !== line && digits > 0 ? -1 : length;
}

function decodeBlock(lines: string[], { start, end, size }: Block): Buffer {
  const out = Buffer.allocUnsafeSlow(size);
  let at = 0;
  for (const line of lines.slice(start, end)) {
    const length = line.trimEnd() === 'end' ? 0 : Math.max(lengthOf(line), 0);
    writeLine(out, at, line, length);
    at += length;
  }
  return out;
}

/** Missing digits were spaces, which mean zero. */
function writeLine(out: Buffer, start: number, line: string, length: number): void {
  const digitAt = (at: number) => (at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0);
  for (let byte = 0; byte < length; byte++) {
    const digit = 1 + Math.floor((byte * 4) / 3);
    const shift = 4 - 2 * (byte % 3);
    out[start + byte] = (digitAt(digit) << (6 - shift)) | (digitAt(digit + 1) >> shift);
  }
}
