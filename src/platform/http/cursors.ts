import type { Problem } from '../problem/problem.js';
import type { PageEnd } from './page.js';
import { findUnstorable } from './storable-text.js';
import { invalid } from './validation.js';

type Check = (text: string) => boolean;

const isUuid: Check = (text) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
const isNumber: Check = (text) => /^-?\d{1,15}$/.test(text);
const isNothing: Check = (text) => text === '';
const isText: Check = (text) => findUnstorable(text, '') === null;

/** As we write it, and a real date: PostgreSQL knows no 30 February. */
const isTime: Check = (text) =>
  /^\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
const isDay: Check = (text) => isTime(`${text}T00:00:00.000Z`);

/**
 * Reads a list's own cursors. A cursor that nobody issued, or that was issued in another order, is refused with
 * validation-failed. `OwnCursors` has already refused cursors of other lists.
 */
const cursorOf =
  (isValue: Check, isId: Check) =>
  (cursor: string | undefined, order?: string): PageEnd | null => {
    if (cursor === undefined) return null;
    const end = decode(cursor);
    if (end !== null && isValue(end.value) && isId(end.id) && end.order === order) return end;
    throw notOurs();
  };

export const notOurs = (): Problem => invalid('cursor', 'is not one that this list issued, in this order');

/** Reads what `toPage` wrote; null for anything else. */
function decode(cursor: string): PageEnd | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [value, id, order] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
    if (typeof value !== 'string' || typeof id !== 'string') return null;
    return { value, id, ...(typeof order === 'string' && { order }) };
  } catch {
    return null;
  }
}

/** An id only. */
export const idCursor = cursorOf(isNothing, isUuid);

/** A time and an id. */
export const timeCursor = cursorOf(isTime, isUuid);

/** A whole number and an id. */
export const numberCursor = cursorOf(isNumber, isUuid);

/** A time and a text. */
export const timeAndTextCursor = cursorOf(isTime, isText);

/** A day, `YYYY-MM-DD`, and a text. */
export const dayAndTextCursor = cursorOf(isDay, isText);
