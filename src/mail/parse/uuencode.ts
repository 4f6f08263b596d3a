import { withLineFeeds } from '../text.js';

/** A file found in plain text between `begin` and `end` lines. */
export interface UuencodedFile {
  filename: string;
  content: Buffer;
}

const BEGIN = /^begin(?:-base64)? [0-7]{3,4} (.{1,255})$/;

/**
 * Takes the uuencoded files (POSIX uuencode) out of a text with LF line ends. A block counts only when every line of
 * it has the length it says and an `end` follows, so that a sentence beginning with "begin" stays a sentence.
 *
 * @param maxFiles what is beyond these stays in the text: a file takes 25 bytes, so 40 MB would have a million
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
 * Undoes `Content-Transfer-Encoding: x-uuencode`; its first or last line may be missing. Null when the lines are no
 * such data.
 */
export function decodeUuencode(bytes: Buffer): Buffer | null {
  const lines = withLineFeeds(bytes.toString('latin1')).split('\n');
  const begin = lines.findIndex((line) => BEGIN.test(line));
  const start = begin < 0 ? lines.findIndex((line) => line.trim() !== '') : begin + 1;
  const block = findBlock(lines, Math.max(start, 0));
  const whole = block.complete || lines.slice(block.end).every((line) => line.trim() === '');
  return whole && block.end > block.start && !block.swells ? decodeBlock(lines, block) : null;
}

/** Lines of data that follow one another. */
interface Block {
  start: number;
  /** Behind the data, and behind the `end` line when there is one. */
  end: number;
  /** Bytes that the lines say they hold. */
  size: number;
  /** An `end` line follows, and the block is worth decoding. */
  complete: boolean;
  /**
   * More bytes than characters. Spaces at the ends of lines may have been lost on the way, so a line of one character may
   * stand for 63 bytes; a block of such lines is no file, but a burden.
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
    const lastBlank = line === '' && lines[at + 1]?.trimEnd() === 'end'; // its only space was lost on the way
    const length = lastBlank ? 0 : lengthOf(line);
    if (length < 0) return { start, end: at, size, complete: false, swells: size > characters };
    size += length;
    characters += line.length + 1;
  }
  return { start, end: Math.max(lines.length, start), size, complete: false, swells: size > characters };
}

/**
 * How many bytes a line of uuencoded data holds, told by its first character; -1 when it is no such line. 0 ends the
 * data.
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

/** Digits that are missing were spaces, which are zeros. */
function writeLine(out: Buffer, start: number, line: string, length: number): void {
  const digitAt = (at: number) => (at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0);
  for (let byte = 0; byte < length; byte++) {
    const digit = 1 + Math.floor((byte * 4) / 3);
    const shift = 4 - 2 * (byte % 3);
    out[start + byte] = (digitAt(digit) << (6 - shift)) | (digitAt(digit + 1) >> shift);
  }
}
