import { safeText, trimEnd, truncate } from '../text.js';

/** Longest name shown, in bytes of UTF-8: file systems allow 255, and a counter may be added. */
const MAX_FILENAME_BYTES = 200;
/** Control characters, and format characters that hide or reorder text (zero width, bidi). */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Shown if an attachment has no usable name. */
export const NAMELESS = 'attachment.bin';

/** Device names of Windows, which cannot open a file of that name. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * Makes a file name safe to show and to save under: NFC, only the last step of a path (`03/2026` is not a path), no
 * control, bidi or zero-width characters, no leading dots, at most 200 bytes including the extension. Empty if nothing
 * is left.
 */
export function cleanFilename(name: string): string {
  const visible = safeText(name)
    .replace(/[\t\r\n\f\v]+/g, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFC');
  const path = visible.replace(/(?<=\d)\/(?=\d)/g, '_');
  const lastStep = path.slice(lastSeparator(path) + 1).replace(/[\\/]/g, '');
  const trimmed = trimEnd(lastStep.replace(/^[a-z]:/i, '').replace(/^[\s.]+/, ''), /[\s.]/);
  return shorten(trimmed.replace(RESERVED, '_$1'));
}

/** A slash makes a path only if something follows it. */
function lastSeparator(name: string): number {
  const end = trimEnd(name, /[\\/\s]/);
  return Math.max(end.lastIndexOf('/'), end.lastIndexOf('\\'));
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_FILENAME_BYTES) return name;
  const { stem, extension } = splitExtension(name);
  const room = MAX_FILENAME_BYTES - Buffer.byteLength(extension);
  let short = truncate(stem, room);
  while (Buffer.byteLength(short) > room) short = truncate(short, short.length - 1);
  return short.trimEnd() + extension;
}

/** The extension includes its dot; one longer than 20 bytes is not an extension. */
function splitExtension(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot) : '';
  if (extension === '' || Buffer.byteLength(extension) > 20) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension };
}

/** Makes names unique: the second `a.pdf` becomes `a (2).pdf`. */
export class FilenameCounter {
  private readonly used = new Map<string, number>();

  unique(name: string): string {
    const key = name.toLowerCase();
    const times = (this.used.get(key) ?? 0) + 1;
    this.used.set(key, times);
    if (times === 1) return name;
    const { stem, extension } = splitExtension(name);
    return this.unique(`${stem} (${times})${extension}`);
  }
}
