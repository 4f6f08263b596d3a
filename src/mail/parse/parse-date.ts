import { blankComments } from '../comments.js';
import { withoutAccents } from '../text.js';
import { monthOf } from './month-names.js';

/** Obsolete zones (RFC 5322 §4.3) and those found in real mail, as offsets in minutes. */
const ZONES: Record<string, number> = {
  ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, west: 60, wat: 60, bst: 60, cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120,
  eet: 120, cat: 120, sast: 120, eest: 180, eat: 180, msk: 180, msd: 240, ist: 330, jst: 540, kst: 540, hkt: 480, sgt: 480, awst: 480,
  acst: 570, aest: 600, acdt: 630, aedt: 660, nzst: 720, nzdt: 780, nst: -210, ndt: -150, ast: -240, adt: -180, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420,
  akst: -540, akdt: -480, hst: -600, brt: -180,
}; // prettier-ignore

/** A year outside this range comes from a broken clock or a spammer; the field is then unreadable. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
/** Longer values are not dates. */
const MAX_DATE_CHARS = 200;

/** Also `12 de marzo de 2014`. */
const DAY_MONTH_YEAR = /(?<!\d)(\d{1,2})[\s.-]+(?:de )?([a-z]{3,12})\.?[\s,.-]+(?:de )?(\d{2,4})(?!\d|:)/i;
const MONTH_DAY_YEAR =
  /(?<![a-z])([a-z]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:\d{1,2}:[\d:]+\s+(?:(?:[a-z]{3,4}|[+-]\d{4})\s+)?)?(\d{4})/i;
/** Day first if separated by dots or hyphens; `5/6/2020` may be either, and is read only if one number is above 12. */
const NUMERIC = /(?<!\d)(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?![\d:.])/;
/** `14 05 2015`; tried last, because two numbers may also be a time. */
const SPACED = /(?<![\d:])(\d{1,2})( )(\d{1,2}) (\d{4})(?![\d:.])/;
/** Also `2024.02.29`, `2024. 2. 29.` and `2024年2月29日`. */
const ISO = /(?<!\d)(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)/;
/** `20240229T123000Z` */
const ISO_BASIC = /(?<!\d)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(?!\d)/i;
const YEAR_MONTH_DAY = /(?<!\d)(\d{4})[ -]([a-z]{3,12})[ -](\d{1,2})(?![\d:])/i;
const TIME = /(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s*([ap]m)?/i;
const NUMERIC_ZONE = /(?:^|[\s\d]|gmt|utc)([+-])\s?(\d{1,2})(?::?(\d{2}))?\b/i;

/**
 * Parses a Date field (RFC 5322 §3.3 and §4.3) tolerantly: two-digit years, named zones, months in numbers or in other
 * languages, ISO 8601 and `asctime` order. The name of the day is ignored; without a zone it is UTC. Null if it is not
 * a date.
 */
export function parseDate(value: string): Date | null {
  const text = withoutRemarks(value.slice(0, MAX_DATE_CHARS));
  const day = findDay(text);
  if (!day) return null;
  const rest = text.replace(day.matched, ' ');
  const time = TIME.exec(rest);
  const afterTime = time ? rest.slice(time.index + time[0].length) : '';
  const date = new Date(0);
  date.setUTCFullYear(day.year, day.month, day.day);
  const dayExists = date.getUTCMonth() === day.month;
  date.setUTCHours(hourOf(time), Number(time?.[2] ?? 0), Number(time?.[3] ?? 0));
  const minutes = hourOf(time) * 60 + Number(time?.[2] ?? 0);
  const valid = dayExists && minutes <= 24 * 60 && Number(time?.[2] ?? 0) < 60;
  if (!valid || day.year < FIRST_YEAR || day.year > LAST_YEAR) return null;
  return new Date(date.getTime() - zoneMinutes(afterTime || rest) * 60_000);
}

/** Removes comments, accents, marks and the white space allowed around a colon (RFC 5322 §4.3). */
function withoutRemarks(text: string): string {
  const plain = withoutAccents(blankComments(text)).replace(/[()"]/g, ' ');
  const spaced = plain.replace(/\s+/g, ' ').replace(/ ?: ?/g, ':').trim();
  return spaced.replace(ISO_BASIC, '$1-$2-$3 $4:$5:$6');
}

interface Day {
  year: number;
  month: number;
  day: number;
  matched: string;
}

function findDay(text: string): Day | null {
  const iso = ISO.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]) - 1, day: Number(iso[3]), matched: iso[0] };
  const yearFirst = YEAR_MONTH_DAY.exec(text);
  if (yearFirst && monthOf(yearFirst[2] ?? '') >= 0) {
    const month = monthOf(yearFirst[2] ?? '');
    return { year: Number(yearFirst[1]), month, day: Number(yearFirst[3]), matched: yearFirst[0] };
  }
  const dayFirst = DAY_MONTH_YEAR.exec(text);
  if (dayFirst && monthOf(dayFirst[2] ?? '') >= 0) {
    const month = monthOf(dayFirst[2] ?? '');
    return { year: fullYear(dayFirst[3] ?? ''), month, day: Number(dayFirst[1]), matched: dayFirst[0] };
  }
  const numeric = findNumericDay(text, NUMERIC);
  if (numeric) return numeric;
  const monthFirst = MONTH_DAY_YEAR.exec(text.replace(/^[a-z]{3,9},?\s+(?=[a-z]{3})/i, ''));
  if (!monthFirst || monthOf(monthFirst[1] ?? '') < 0) return findNumericDay(text, SPACED);
  const month = monthOf(monthFirst[1] ?? '');
  return { year: Number(monthFirst[3]), month, day: Number(monthFirst[2]), matched: monthFirst[3] ?? '' };
}

function findNumericDay(text: string, pattern: RegExp): Day | null {
  const [matched, first = '', mark = '', second = '', year = ''] = pattern.exec(text) ?? [];
  if (matched === undefined) return null;
  const bothMayBeMonths = Number(first) <= 12 && Number(second) <= 12;
  if (mark === '/' && bothMayBeMonths && first !== second) return null;
  const monthFirst = mark === '/' && Number(second) > 12;
  const [day, month] = monthFirst ? [second, first] : [first, second];
  if (Number(month) > 12) return null;
  return { year: fullYear(year), month: Number(month) - 1, day: Number(day), matched };
}

/** RFC 5322 §4.3: 00–49 are 20xx; 50–99 and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
}

function hourOf(time: RegExpExecArray | null): number {
  const hour = Number(time?.[1] ?? 0);
  const half = time?.[4]?.toLowerCase();
  if (half === 'pm' && hour < 12) return hour + 12;
  return half === 'am' && hour === 12 ? 0 : hour;
}

/**
 * Unknown names count as UTC (RFC 5322 §4.3), four digits without a sign as east. An offset above a day counts as UTC.
 */
function zoneMinutes(text: string): number {
  const numeric = NUMERIC_ZONE.exec(text.replace(/^\s?(?=\d{4}\s?$)/, '+'));
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 24 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes;
  }
  const [, name = '', summer] = /\b([a-z]{1,4})\b( dst\b)?/i.exec(text.toLowerCase()) ?? [];
  if (!Object.hasOwn(ZONES, name)) return 0;
  return (ZONES[name] ?? 0) + (summer === undefined ? 0 : 60); // `MET DST`
}
