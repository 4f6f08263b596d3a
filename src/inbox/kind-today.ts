import type { Providers } from '../providers/registry.js';
import type { InboxEvent } from './inbox-event.entity.js';

/** What is stored of an event whose kind nobody knew, to look at it once more. */
export type Recognisable = Pick<InboxEvent, 'source' | 'deliveryId' | 'kind' | 'payload'>;

/** The kind of events that are stored and ignored since nobody knew what they tell. */
export const UNKNOWN = 'unknown';

/**
 * The kind of an event by today's code and profiles: one that nobody knew when it came may be known by now. A kind that is known
 * stays as it is.
 */
export function kindToday({ source, deliveryId, kind, payload }: Recognisable, providers: Providers): string {
  if (kind !== UNKNOWN) return kind;
  return providers.find(source)?.identify(JSON.parse(payload), deliveryId).kind ?? kind;
}
