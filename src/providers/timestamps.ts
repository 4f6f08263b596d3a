/**
 * Timestamps as providers write them. Resend alone uses three forms: `2026-11-20T10:00:00.126Z` in examples,
 * `2026-11-20T10:00:00.894719+00:00` in webhooks, and PostgreSQL's `2026-11-20 10:00:00.678+00` in REST objects.
 * PristineSend's page shows `T10: 00: 00.000Z`.
 */
const TIMESTAMP =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d): ?(\d\d): ?(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/;

/** Unix times above this are milliseconds: it is in the year 5138 as seconds, and in 1973 as milliseconds. */
const LARGEST_UNIX_SECONDS = 100_000_000_000;

/** Reads a timestamp with a zone; null for anything else, including nonexistent dates and zoneless times. */
export function parseTimestamp(value: unknown): Date | null {
  const match = typeof value === 'string' ? TIMESTAMP.exec(value.trim()) : null;
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHours = '0', zoneMinutes = '0'] =
    match;
  const local = new Date(0);
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (local.getUTCMonth() !== Number(month) - 1 || local.getUTCDate() !== Number(day)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  local.setUTCHours(
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  const offsetMinutes = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  return storable(new Date(local.getTime() - offsetMinutes * 60_000));
}

/** Reads a unix time in seconds or milliseconds, told apart by size; null for anything else. */
export function parseUnixTime(value: unknown): Date | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return null;
  return storable(new Date(value > LARGEST_UNIX_SECONDS ? Math.trunc(value) : Math.trunc(value * 1000)));
}

/** Accepts years of four digits, which ISO 8601 and PostgreSQL write alike. Nothing was mailed before 1970. */
function storable(time: Date): Date | null {
  const year = time.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? time : null;
}
