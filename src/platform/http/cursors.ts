import type { PageEnd } from './page.js';
import { findUnstorable } from './storable-text.js';
import { invalid } from './validation.js';

type Check = (text: string) => boolean;

const isUuid: Check = (text) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
const isNumber: Check = (text) => /^-?\d{1,15}$/.test(text);
const isNothing: Check = (text) => text === '';
const isText: Check = (text) => findUnstorable(text, '') === null;

/** As we write it, and on the calendar: PostgreSQL knows no 30th of February. */
const isTime: Check = (text) =>
  /^\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
const isDay: Check = (text) => isTime(`${text}T00:00:00.000Z`);

/** Reads a list's own cursors; what another list issued, or nobody, is refused with validation-failed. */
const cursorOf =
  (isValue: Check, isId: Check) =>
  (cursor: string | undefined): PageEnd | null => {
    if (cursor === undefined) return null;
    const end = decode(cursor);
    if (end !== null && isValue(end.value) && isId(end.id)) return end;
    throw invalid('cursor', 'is not one that this list issued');
  };

/** What `toPage` wrote; null for anything else. */
function decode(cursor: string): PageEnd | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [value, id] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
    return typeof value === 'string' && typeof id === 'string' ? { value, id } : null;
  } catch {
    return null;
  }
}

/** An id alone. */
export const idCursor = cursorOf(isNothing, isUuid);

/** A time and an id. */
export const timeCursor = cursorOf(isTime, isUuid);

/** A whole number and an id. */
export const numberCursor = cursorOf(isNumber, isUuid);

/** A time and a text. */
export const timeAndTextCursor = cursorOf(isTime, isText);

/** A day, `YYYY-MM-DD`, and a text. */
export const dayAndTextCursor = cursorOf(isDay, isText);
