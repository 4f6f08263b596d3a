import type { Providers } from '../providers/registry.js';
import type { InboxEvent } from './inbox-event.entity.js';

/** What is stored of an event and needed to identify its kind again. */
export type Recognisable = Pick<InboxEvent, 'source' | 'deliveryId' | 'kind' | 'payload'>;

/** Kind of events that are stored and ignored because nobody knew what they mean. */
export const UNKNOWN = 'unknown';

/**
 * The kind of an event by today's code and profiles, which may know one that was unknown when it came. A known kind
 * stays as it is.
 */
export function kindToday({ source, deliveryId, kind, payload }: Recognisable, providers: Providers): string {
  if (kind !== UNKNOWN) return kind;
  return providers.find(source)?.identify(JSON.parse(payload), deliveryId).kind ?? kind;
}
