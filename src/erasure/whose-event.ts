import type { InboxEvent } from '../inbox/inbox-event.entity.js';
import { readAddresses } from '../providers/addresses.js';
import type { Providers } from '../providers/registry.js';
import { HANDED_IN, type HandedInPayload } from '../receiving/handed-in.js';
import { addressKey, spellingsOf } from '../suppressions/address-key.js';
import { withoutAddresses } from './without-addresses.js';

/** What decides whose an event is. */
export type StoredEvent = Pick<InboxEvent, 'source' | 'deliveryId' | 'kind' | 'payload'>;

/**
 * Whose an event is, when it may name a person.
 *
 * - `theirs`: it announced their mail, or concerns them and nobody else.
 * - `shared`: it concerns them and others.
 * - `others`: it announced somebody else's mail, whatever that contains, or does not name them.
 */
export type Whose = 'theirs' | 'shared' | 'others';

/** @param addresses of the person, in the form of `addressKey` */
export function whoseEvent(event: StoredEvent, addresses: readonly string[], providers: Providers): Whose {
  if (withoutAddresses(event.payload, spellingsOf(addresses)) === event.payload) return 'others';
  const isTheirs = (address: string) => addresses.includes(addressKey(address) ?? '');
  const { senders, recipients } = peopleOf(event, providers);
  if (event.kind === 'received') return senders.some(isTheirs) ? 'theirs' : 'others';
  return recipients.every(isTheirs) ? 'theirs' : 'shared';
}

function peopleOf({ source, deliveryId, payload }: StoredEvent, providers: Providers) {
  const read = JSON.parse(payload) as unknown;
  if (source === HANDED_IN) {
    const { envelope } = read as HandedInPayload;
    return { senders: readAddresses(envelope.reverse_path).addresses, recipients: envelope.recipients };
  }
  const event = providers.find(source)?.normalise(read, deliveryId);
  return {
    senders: readAddresses(event?.received?.from).addresses,
    recipients: event?.recipients ?? [],
  };
}
