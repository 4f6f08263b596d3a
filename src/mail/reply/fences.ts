/** Marks the lines of closed ``` and ~~~ fences (CommonMark §4.5): code may contain `>` and "From:" lines. */
export function findFences(texts: readonly string[]): boolean[] {
  const fenced = texts.map(() => false);
  let opened = -1;
  for (const [index, text] of texts.entries()) {
    if (!/^\s{0,3}(?:```|~~~)/.test(text)) continue;
    if (opened < 0) {
      opened = index;
      continue;
    }
    fenced.fill(true, opened, index + 1);
    opened = -1;
  }
  return fenced;
}
