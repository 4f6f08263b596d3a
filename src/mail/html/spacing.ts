/** How white space is treated: all kept, only line ends kept, or each run collapsed into one space. */
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
 * The white-space treatment that an element sets by its style (CSS Text §3) or as `<pre>`; null if it sets none. Web
 * forms and programs use such a style to show the lines that somebody typed.
 */
export function spacingOf(name: string, { style }: Readonly<Record<string, string>>): Spacing | null {
  const value = style?.includes('white-space') ? WHITE_SPACE.exec(style)?.[1] : undefined;
  return SPACINGS.get(value?.toLowerCase() ?? '') ?? (name === 'pre' ? 'kept' : null);
}
