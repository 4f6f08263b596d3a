/** The index of the last line with words before `before`; -1 if there is none. */
export function lastWords(lines: readonly string[], before: number): number {
  let at = before - 1;
  while (at >= 0 && (lines[at] ?? '').trim() === '') at -= 1;
  return at;
}
