import { applyDecorators, Header } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Why a deprecated route still exists, and until when. Days are `YYYY-MM-DD`, UTC. */
export interface Deprecation {
  since: string;
  /** The route is served until this day; at least six months after `since` (docs/api.md). */
  sunset: string;
  /** URL that says what to use instead. */
  see: string;
}

const KEPT_MONTHS = 6;

/** In openapi.json, on an operation that will be removed: the days. */
export const DEPRECATED_EXTENSION = 'x-deprecated';

/**
 * Marks a route that will be removed: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a link with relation
 * `deprecation` in its answers, `deprecated` in openapi.json.
 *
 * @throws Error if it would be kept for less than six months
 */
export function Deprecated({ since, sunset, see }: Deprecation): MethodDecorator {
  const [from, until] = [startOf(since), startOf(sunset)];
  const earliest = new Date(from);
  earliest.setUTCMonth(earliest.getUTCMonth() + KEPT_MONTHS);
  if (until < earliest) throw new Error(`Deprecated on ${since}, a route stays for six months at least.`);
  return applyDecorators(
    Header('Deprecation', `@${from.getTime() / 1000}`),
    Header('Sunset', until.toUTCString()),
    Header('Link', `<${see}>; rel="deprecation"`),
    ApiExtension(DEPRECATED_EXTENSION, { since, sunset, see }),
  );
}

const startOf = (day: string): Date => new Date(`${day}T00:00:00.000Z`);
