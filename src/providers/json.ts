import { createHash } from 'node:crypto';

/**
 * Lenient reading of a provider's JSON: payloads grow and are sometimes wrong, so a value of an unexpected type reads
 * as absent and is never an error. The payload itself is kept elsewhere.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Longest one-line value taken from a payload, in UTF-16 units. RFC 5322 §2.1.1 limits a header line to 998. */
const MAX_LINE_LENGTH = 998;

/** Most list entries read; Resend allows 50 recipients per send. */
export const MAX_LIST_LENGTH = 1000;

/** Ids that may become part of a URL path. */
const PATH_SAFE_ID = /^[A-Za-z0-9_-]{1,128}$/;

const NOTHING: JsonObject = Object.freeze({});

/** The object, or an empty one for anything else (arrays included). */
export function readObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : NOTHING;
}

/** The list, cut at `MAX_LIST_LENGTH`; empty for anything else. */
export function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_LIST_LENGTH) : [];
}

/** A trimmed line without control characters and lone surrogates, cut at `MAX_LINE_LENGTH`; null when empty. */
export function readLine(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const line = value
    .slice(0, MAX_LINE_LENGTH)
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .toWellFormed()
    .trim();
  return line === '' ? null : line;
}

/** Text of any length without NUL and lone surrogates; null for anything but a string. */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value.replaceAll('\0', '').toWellFormed();
}

/** The lines of a list, or of a single string in place of a list. */
export function readLines(value: unknown): string[] {
  return (Array.isArray(value) ? readList(value) : [value]).map(readLine).filter((line) => line !== null);
}

/** An id that is safe in a URL path; null for anything else. */
export function readId(value: unknown): string | null {
  return typeof value === 'string' && PATH_SAFE_ID.test(value) ? value : null;
}

/** A Message-ID or Content-ID without its `<>` (RFC 5322 §3.6.4, RFC 2392). */
export function readBracketedId(value: unknown): string | null {
  const line = readLine(value);
  if (line === null) return null;
  return readLine(line.replace(/^</, '').replace(/>$/, ''));
}

/** Follows a dotted path such as `data.email_id` through objects. */
export function readPath(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => {
    const object = readObject(at);
    return Object.hasOwn(object, name) ? object[name] : undefined;
  }, value);
}

/**
 * Derives an id from the content, for payloads without one: the same JSON always gets the same id. It keeps a stack of
 * its own because `JSON.stringify` overflows on JSON nested 10,000 deep.
 */
export function contentId(payload: unknown): string {
  const hash = createHash('sha256');
  const pending: unknown[] = [payload];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) {
      const text = String(value);
      hash.update(`${typeof value} ${text.length} ${text}\n`);
      continue;
    }
    const entries = Object.entries(value);
    hash.update(`${Array.isArray(value) ? 'array' : 'object'} ${entries.length}\n`);
    for (const [name, member] of entries) pending.push(member, name);
  }
  return `sha256-${hash.digest('hex')}`;
}
