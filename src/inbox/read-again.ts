import type { ProviderEvent } from '../providers/provider.js';
import type { Providers } from '../providers/registry.js';
import { Parked } from './inbox-errors.js';
import type { InboxEvent } from './inbox-event.entity.js';

/**
 * Reads the stored payload once more, so that newer code may understand more of it.
 *
 * @throws Parked `source_unknown`: the sender's profile was removed; the event waits until it is back
 */
export function readAgain(providers: Providers, event: InboxEvent): ProviderEvent {
  const provider = providers.find(event.source);
  if (provider === null) {
    throw new Parked('source_unknown', `No provider is called ${event.source} any more.`);
  }
  return provider.normalise(JSON.parse(event.payload), event.deliveryId);
}
