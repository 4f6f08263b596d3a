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
    const block = filename === undefined ? null : readBlock(lines, at + 1);
    const end = block?.end ?? at + 1;
    const isFile = block?.complete === true;
    isCut ||= isFile && files.length >= maxFiles;
    if (isFile && files.length < maxFiles)
      files.push({ filename: filename?.trim() ?? '', content: Buffer.concat(block.content) });
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
  const { complete, content, end } = readBlock(lines, Math.max(start, 0));
  const whole = complete || lines.slice(end).every((line) => line.trim() === '');
  return whole && content.length > 0 ? Buffer.concat(content) : null;
}

function readBlock(lines: string[], start: number): { complete: boolean; end: number; content: Buffer[] } {
  const content: Buffer[] = [];
  let at = start;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trimEnd() === 'end') return { complete: content.length > 0, end: at + 1, content };
    const lastBlank = line === '' && lines[at + 1]?.trimEnd() === 'end'; // its only space was lost on the way
    const bytes = lastBlank ? Buffer.alloc(0) : decodeLine(line);
    if (!bytes) break;
    content.push(bytes);
  }
  return { complete: false, end: Math.max(at, start), content };
}

/** Null when the line is no line of uuencoded data. The length character counts the bytes; 0 ends the data. */
function decodeLine(line: string): Buffer | null {
  if (line === '') return null;
  const length = (line.charCodeAt(0) - 32) & 63;
  const needed = Math.ceil((length * 4) / 3);
  const digits = line.slice(1);
  if (!/^[ -`]*$/.test(line) || digits.length > Math.ceil(length / 3) * 4 + 2) return null;
  if (digits.length < needed && digits.trimEnd() !== digits) return null;
  const out = Buffer.alloc(Math.ceil(needed / 4) * 3);
  for (let group = 0; group * 4 < needed; group++) {
    let bits = 0;
    for (let digit = 0; digit < 4; digit++) {
      const code = digits.charCodeAt(group * 4 + digit);
      bits = (bits << 6) | (Number.isNaN(code) ? 0 : (code - 32) & 63);
    }
    out.writeUIntBE(bits, group * 3, 3);
  }
  return out.subarray(0, length);
}
