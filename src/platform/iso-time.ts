/** Year, month, day, time of day and offset from UTC; what is missing at the end may be. */
const ISO_TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/;

/** A year of four digits: what PostgreSQL and the answers write alike. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The instant that an ISO 8601 date or time names, to the millisecond. Without an offset it is UTC, on whatever machine: `Date`
 * takes a time of day for local and a date for UTC, PostgreSQL both for the session's zone, and each refuses what the other reads.
 *
 * @returns null when it names none, such as the 30th of February or week 10
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

/** With colons and a point, as `Date` wants it. */
function timeOf(time: string): string {
  const [digits, fraction = '0'] = time.replaceAll(':', '').split(/[.,]/);
  return `${digits!.slice(0, 2)}:${digits!.slice(2, 4)}:${digits!.slice(4) || '00'}.${fraction}`;
}

const offsetOf = (offset: string): string =>
  offset === 'Z' ? offset : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
