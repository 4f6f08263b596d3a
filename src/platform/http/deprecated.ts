import { applyDecorators, Header } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Why and until when a route is only kept. Days are `YYYY-MM-DD`, UTC. */
export interface Deprecation {
  since: string;
  /** Answered until then; at least six months after `since` (docs/api.md). */
  sunset: string;
  /** URL that says what to use instead. */
  see: string;
}

const KEPT_MONTHS = 6;

/** In openapi.json, at an operation that will go: the days. */
export const DEPRECATED_EXTENSION = 'x-deprecated';

/**
 * Marks a route that will go: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a link of relation `deprecation` in its
 * answers, `deprecated` in openapi.json.
 *
 * @throws Error when it would be kept for less than six months
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
