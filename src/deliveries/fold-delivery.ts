import { DELIVERY_LADDER, type DeliveryWord, rungOf } from '../providers/delivery-ladder.js';
import type { DeliveryEvent } from './delivery-log.js';

export interface RecipientState {
  /** Null for events about one of several recipients that do not say which. */
  address: string | null;
  status: DeliveryWord;
  /** When the status first applied. */
  since: Date;
  /** The event that decided the status. */
  decisive: DeliveryEvent;
}

/** What is known about one mail that was sent. */
export interface Delivery {
  mailKey: string;
  source: string;
  emailId: string | null;
  messageId: string | null;
  /** Every address that an event named. */
  recipients: string[];
  /** By address, the unknown one last. */
  states: RecipientState[];
  /** The newest event's time. */
  lastEventAt: Date;
  /** Oldest first. */
  events: DeliveryEvent[];
}

/**
 * Adds up the events of one mail. The result does not depend on their order: every choice is a maximum or minimum
 * (design §6.10).
 *
 * @param all at least one
 */
export function foldDelivery(all: readonly DeliveryEvent[]): Delivery {
  const events = [...all].sort(byTime);
  const first = events.find(({ source }) => source !== 'report') ?? events[0]!;
  const recipients = [...new Set(events.flatMap((event) => event.recipients))].sort();
  const byRecipient = new Map<string | null, DeliveryEvent[]>();
  for (const event of events) {
    const about = event.recipient ?? (recipients.length === 1 ? recipients[0]! : null);
    byRecipient.set(about, [...(byRecipient.get(about) ?? []), event]);
  }
  return {
    mailKey: first.mailKey,
    source: first.source,
    emailId: first.emailId,
    messageId: events.find(({ messageId }) => messageId !== null)?.messageId ?? null,
    recipients,
    states: [...byRecipient]
      .flatMap(([address, about]) => stateOf(address, about))
      .sort((a, b) => ((a.address ?? '\uFFFF') < (b.address ?? '\uFFFF') ? -1 : 1)),
    lastEventAt: events.at(-1)!.occurredAt,
    events,
  };
}

/** @param events oldest first, so that the first of the strongest is the earliest */
function stateOf(address: string | null, events: DeliveryEvent[]): RecipientState[] {
  const strengths = events.map(({ kind }) => rungOf(kind));
  const strongest = Math.max(...strengths);
  const decisive = events[strengths.indexOf(strongest)];
  if (strongest < 0 || decisive === undefined) return [];
  return [{ address, status: DELIVERY_LADDER[strongest]!, since: decisive.occurredAt, decisive }];
}

const byTime = (a: DeliveryEvent, b: DeliveryEvent): number =>
  a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1);
