/** NUL, and halves of surrogate pairs: PostgreSQL stores neither, in text or JSON. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Deeper than any body of ours; a body that goes deeper is refused as well. */
const MAX_DEPTH = 64;

/** JSON pointer of the first text that cannot be stored, or of what is nested too deeply; null when all is well. */
export function findUnstorable(value: unknown, pointer = '#', depth = 0): string | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? pointer : null;
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return null;
  if (depth > MAX_DEPTH) return pointer;
  for (const [name, member] of Object.entries(value)) {
    if (UNSTORABLE.test(name)) return pointer;
    const inner = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const found = findUnstorable(member, inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
