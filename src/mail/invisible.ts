/**
 * Characters that nobody sees: zero-width spaces and joiners, soft hyphens, byte order marks, direction marks and other
 * format characters (Unicode category Cf). Clients put them round names and at the ends of lines.
 */
const INVISIBLE = /[\p{Cf}\u034f]/gu;
const ANY_INVISIBLE = /[\p{Cf}\u034f]/u;

/** The text as a reader sees it: for deciding only, as emoji and some scripts are spelled with such characters. */
export function withoutInvisible(text: string): string {
  return ANY_INVISIBLE.test(text) ? text.replace(INVISIBLE, '') : text;
}

/** True for text in which nobody sees anything, such as what newsletters pad their preview with. */
export function isBlank(text: string): boolean {
  return withoutInvisible(text).trim() === '';
}
