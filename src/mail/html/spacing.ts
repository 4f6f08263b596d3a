/** What becomes of white space: all of it is kept, only its line ends, or a run is one space. */
export type Spacing = 'kept' | 'lines' | 'collapsed';

const WHITE_SPACE = /(?:^|;)\s*white-space\s*:\s*([a-z-]{1,20})/i;
const SPACINGS = new Map<string, Spacing>([
  ['pre', 'kept'],
  ['pre-wrap', 'kept'],
  ['break-spaces', 'kept'],
  ['pre-line', 'lines'],
  ['normal', 'collapsed'],
  ['nowrap', 'collapsed'],
]);

/**
 * How an element has the white space inside of it, by its style (CSS Text §3) or as `<pre>`; null when as around it. Web
 * forms and programs show the lines that somebody typed by such a style.
 */
export function spacingOf(name: string, { style }: Readonly<Record<string, string>>): Spacing | null {
  const value = style?.includes('white-space') ? WHITE_SPACE.exec(style)?.[1] : undefined;
  return SPACINGS.get(value?.toLowerCase() ?? '') ?? (name === 'pre' ? 'kept' : null);
}
