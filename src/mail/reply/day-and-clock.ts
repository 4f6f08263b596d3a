/** Does not match a date such as 03.03.2026. */
const CLOCK = /(?<!\p{Nd}|\p{Nd}\.)\p{Nd}{1,2}[:.h時点时시]\s?\p{Nd}\p{Nd}(?!\p{Nd}|\.\p{Nd})/u;

/** True if the text holds a clock time, in any digits. */
export function hasClock(text: string): boolean {
  return CLOCK.test(text);
}

/** A four-digit year (2569 is 2026 in Thailand), or a numeric date. */
const DAY = /(?<!\d)(?:19|20|25)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}(?!\d)/u;

/** True if the text, with ASCII digits, holds a day with its year. */
export function hasDay(text: string): boolean {
  return DAY.test(text);
}
