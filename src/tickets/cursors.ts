import { decodeCursor, type PageEnd } from '../platform/http/page.js';
import { invalid } from '../platform/http/validation.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const NUMBER = /^-?\d{1,15}$/;

/** A cursor whose value is a time. @throws Problem validation-failed when it is none of ours, or another list's */
export function timeCursor(cursor: string | undefined): PageEnd | null {
  return checked(cursor, TIME);
}

/** A cursor whose value is a whole number. @throws Problem validation-failed */
export function numberCursor(cursor: string | undefined): PageEnd | null {
  return checked(cursor, NUMBER);
}

/** A cursor that is an id alone. @throws Problem validation-failed */
export function idCursor(cursor: string | undefined): PageEnd | null {
  return checked(cursor, /^$/);
}

function checked(cursor: string | undefined, value: RegExp): PageEnd | null {
  const end = decodeCursor(cursor);
  if (end === null || (value.test(end.value) && UUID.test(end.id))) return end;
  throw invalid('cursor', 'cursor is not one that this list issued');
}
