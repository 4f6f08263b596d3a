/**
 * Invisible characters: zero-width spaces and joiners, soft hyphens, byte order marks, direction marks and other format
 * characters (Unicode category Cf). Clients put them around names and at the ends of lines.
 */
const INVISIBLE = /[\p{Cf}\u034f]/gu;
const ANY_INVISIBLE = /[\p{Cf}\u034f]/u;

/** The text as a reader sees it. Use it only to decide: emoji and some scripts are spelled with such characters. */
export function withoutInvisible(text: string): string {
  return ANY_INVISIBLE.test(text) ? text.replace(INVISIBLE, '') : text;
}

/** True if the text shows nothing, like the padding of a newsletter's preview. */
export function isBlank(text: string): boolean {
  return withoutInvisible(text).trim() === '';
}
