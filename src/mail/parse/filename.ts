import { safeText, trimEnd, truncate } from '../text.js';

/** Longest name shown, bytes of UTF-8: file systems allow 255, and a counter may be added. */
const MAX_FILENAME_BYTES = 200;
/** Controls, and the format characters that hide or turn text (zero width, bidi). */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Name of a file that has none that could be shown. */
export const NAMELESS = 'attachment.bin';

/** Device names of Windows; a file called so cannot be opened there. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A file name that is safe to show and to save under: NFC, only the last step of a path (`03/2026` is none), no control, bidi or zero
 * width characters, no leading dots, at most 200 bytes with its extension kept. Empty when nothing is left.
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

/** A slash between text is a path only when something follows it. */
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

/** The extension with its dot; one longer than 20 bytes is no extension. */
function splitExtension(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot) : '';
  if (extension === '' || Buffer.byteLength(extension) > 20) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension };
}

/** Gives each name once; the second `a.pdf` becomes `a (2).pdf`. */
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
