/** A date such as 03.03.2026 is none. */
const CLOCK = /(?<!\p{Nd}|\p{Nd}\.)\p{Nd}{1,2}[:.h時点时시]\s?\p{Nd}\p{Nd}(?!\p{Nd}|\.\p{Nd})/u;

/** True when the text holds a clock time, in any digits. */
export function hasClock(text: string): boolean {
  return CLOCK.test(text);
}
