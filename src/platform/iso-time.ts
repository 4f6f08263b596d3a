/** Year, month, day, time of day and offset from UTC; the last parts may be missing. */
const ISO_TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/;

/** Years of four digits, which PostgreSQL and our answers write alike. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The instant that an ISO 8601 date or time names, to the millisecond. Without an offset it is in UTC, on any machine.
 * `Date` reads a time of day as local and a date as UTC, PostgreSQL reads both in the session's zone, and each rejects
 * forms that the other accepts.
 *
 * @returns null if it names no instant, such as 30 February or week 10
 */
export function readIsoTime(text: string): Date | null {
  const parts = ISO_TIME.exec(text);
  if (parts === null) return null;
  const [, year, month = '01', day = '01', time = '0000', offset = 'Z'] = parts;
  const midnight = new Date(`${year}-${month}-${day}T00:00Z`);
  const isDay =
    !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(`${year}-${month}-${day}`);
  const at = new Date(`${year}-${month}-${day}T${timeOf(time)}${offsetOf(offset)}`);
  return isDay && at.getTime() >= FIRST_MS && at.getTime() <= LAST_MS ? at : null;
}

/** With colons and a point, as `Date` requires. */
function timeOf(time: string): string {
  const [digits, fraction = '0'] = time.replaceAll(':', '').split(/[.,]/);
  return `${digits!.slice(0, 2)}:${digits!.slice(2, 4)}:${digits!.slice(4) || '00'}.${fraction}`;
}

const offsetOf = (offset: string): string =>
  offset === 'Z' ? offset : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
