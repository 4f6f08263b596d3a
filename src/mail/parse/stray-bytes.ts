import iconv from 'iconv-lite';

/** One UTF-8 character beyond ASCII, or a run of bytes that begin none. */
const CHARACTER = String.raw`[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}`;
const CHARACTERS_OR_STRAYS = new RegExp(`(?:${CHARACTER})+|((?:(?!${CHARACTER})[\\x80-\\xff])+)`, 'g');

/** Half of a character: continuation bytes, or a lead byte with one behind it. */
const TORN = /[\x80-\xbf]{2}|[\xc2-\xf4][\x80-\xbf]/;
/** More in a row are not a Western word. */
const MAX_STRAYS = 2;
/** A lead byte where a program has cut the text. */
const CUT_OFF = /^[\xc2-\xf4]$/;
const BEHIND_CUT = /^(?:\.\.|\xe2\x80\xa6)/;

/**
 * Decodes UTF-8 with single stray bytes: letters and quotation marks of windows-1252, which programs put into UTF-8
 * templates. What looks like damage becomes U+FFFD.
 */
export function decodeAroundStrays(bytes: Buffer): string {
  const written = bytes.toString('latin1');
  const end = endOfWords(bytes);
  const repaired = written.replace(CHARACTERS_OR_STRAYS, (run, strays: string | undefined, at: number) => {
    if (strays === undefined) return run;
    const isLast = at + 1 >= end || BEHIND_CUT.test(written.slice(at + 1, at + 4));
    const isCut = isLast && CUT_OFF.test(strays);
    if (isCut || strays.length > MAX_STRAYS || TORN.test(strays)) return run;
    return Buffer.from(iconv.decode(Buffer.from(strays, 'latin1'), 'windows-1252')).toString('latin1');
  });
  return new TextDecoder().decode(Buffer.from(repaired, 'latin1'));
}

/** The offset behind which only blanks and line ends follow. */
function endOfWords(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! <= 0x20) end -= 1;
  return end;
}
