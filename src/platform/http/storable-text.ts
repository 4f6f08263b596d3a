/** NUL, and halves of surrogate pairs: PostgreSQL stores neither in text or JSON. */
const isUnstorable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/** Deeper than any of our bodies; a deeper body is refused as well. */
const MAX_DEPTH = 64;

/** JSON pointer to the first text that cannot be stored, or to what is nested too deeply; null if there is none. */
export function findUnstorable(value: unknown, pointer = '#'): string | null {
  const path = pathToUnstorable(value, 0);
  if (path === null) return null;
  const names = path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return pointer + names.join('');
}

/** The pointer is built only if there is something to point at: a list may contain thousands of texts. */
function pathToUnstorable(value: unknown, depth: number): string[] | null {
  if (typeof value === 'string') return isUnstorable(value) ? [] : null;
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return null;
  if (depth > MAX_DEPTH) return [];
  for (const name of Object.keys(value)) {
    if (isUnstorable(name)) return [];
    const path = pathToUnstorable((value as Record<string, unknown>)[name], depth + 1);
    if (path !== null) return [name, ...path];
  }
  return null;
}
