/** The phrases as one regular-expression alternation, longest first, with any white space between their words. */
export function alternatives(phrases: readonly string[]): string {
  return [...new Set(phrases)]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+'))
    .join('|');
}

/** The phrases of a list written as `one | two | three`, over as many lines as it takes. */
export function listed(text: string): readonly string[] {
  return text.split('|').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}
