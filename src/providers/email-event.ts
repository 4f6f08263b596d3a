import { isUUID } from 'class-validator';
import { type EventIdentity, type EventKind, type ProviderEvent } from './provider.js';
import { findOnlyRecipient, joinAddresses, readAddresses, type ReadAddresses } from './addresses.js';
import { isSuppressionBounce, readBounce } from './bounces.js';
import {
  type JsonObject,
  readBracketedId,
  readId,
  readLine,
  readLines,
  readList,
  readObject,
} from './json.js';
import { readReceivedMetadata } from './received-metadata.js';
import { ID_TAG } from './sending.js';

/** The envelope around the data, which every sender writes in its own way. */
export interface EventEnvelope {
  type: string | null;
  kind: EventKind;
  deliveryId: string;
  occurredAt: Date | null;
}

/** An addr-spec in angle brackets inside a remote server's answer. */
const BRACKETED_ADDRESS = /<([^<>\s@]{1,64}@[^<>\s@]{1,255})>/g;

/**
 * Makes an event from `data` in the shape of Resend's webhooks, which other senders have copied.
 *
 * Resend sends one event per recipient (to, cc and bcc) without saying which, so `recipient` is set only if the event
 * names exactly one. A Bcc is never named. A bounce is therefore not tied to the visible recipient if the remote answer
 * names only other addresses, or if there are several answers.
 */
export function toEmailEvent(envelope: EventEnvelope, data: JsonObject): ProviderEvent {
  const event = eventOf(envelope);
  if (envelope.kind === 'suppression_added' || envelope.kind === 'suppression_removed') {
    return Object.assign(event, readSuppressionChange(data));
  }
  event.emailId = readId(data.email_id);
  event.messageId = readBracketedId(data.message_id);
  if (envelope.kind === 'received') return Object.assign(event, readReceived(data));
  event.ownId = readOwnId(data.tags);
  return Object.assign(event, readOutcome(envelope.kind, data));
}

/** Reads the identity of the event that `toEmailEvent` would make, and nothing else. */
export function identifyEmailEvent(envelope: EventEnvelope, data: JsonObject): EventIdentity {
  const { type, kind, deliveryId, occurredAt } = envelope;
  const isOfList = kind === 'suppression_added' || kind === 'suppression_removed';
  const isSuppressed = kind === 'bounced' && isSuppressionBounce(readBounce(readObject(data.bounce)));
  return {
    type: type ?? 'unknown',
    kind: isSuppressed ? 'suppressed' : kind,
    deliveryId,
    occurredAt,
    emailId: readId(isOfList ? data.source_id : data.email_id),
  };
}

/** Written out because spreading takes longer than all the reading, and this runs for every webhook. */
function eventOf({ type, kind, deliveryId, occurredAt }: EventEnvelope): ProviderEvent {
  return {
    type: type ?? 'unknown',
    kind,
    deliveryId,
    occurredAt,
    emailId: null,
    messageId: null,
    ownId: null,
    recipients: [],
    recipient: null,
    bounce: null,
    suppression: null,
    received: null,
    reason: null,
  };
}

/** Reads `suppression.added` and `suppression.removed`: `{id, email, origin, source_id, created_at}`. */
function readSuppressionChange(data: JsonObject): Partial<ProviderEvent> {
  const named = readAddresses(data.email);
  const address = findOnlyRecipient(named);
  return {
    emailId: readId(data.source_id),
    recipients: named.addresses,
    recipient: address,
    suppression: address === null ? null : { address, origin: readLine(data.origin) ?? 'unknown' },
  };
}

function readReceived(data: JsonObject): Partial<ProviderEvent> {
  const received = readReceivedMetadata(data);
  const named = joinAddresses(
    [received.to, received.cc, received.bcc, received.receivedFor].map(readAddresses),
  );
  return { recipients: named.addresses, received };
}

/** Reads the events that tell what became of a mail we sent. */
function readOutcome(kind: EventKind, data: JsonObject): Partial<ProviderEvent> {
  const named = readRecipients(data);
  const recipients = named.addresses;
  const recipient = findOnlyRecipient(named);
  if (kind !== 'bounced') return { recipients, recipient, reason: readReason(kind, data) };

  const bounce = readBounce(readObject(data.bounce));
  if (isSuppressionBounce(bounce))
    return { kind: 'suppressed', recipients, recipient, reason: bounce.subType };
  return {
    recipients,
    recipient: mayBeAboutOthers(data, recipient) ? null : recipient,
    bounce,
  };
}

/** Tags are sent as a list and come back as an object (https://resend.com/docs/dashboard/emails/tags). */
function readOwnId(tags: unknown): string | null {
  const id = readLine(readObject(tags)[ID_TAG]);
  return id !== null && isUUID(id) ? id : null;
}

/** Outbound events have no Cc or Bcc members, but a Cc may be among the custom headers. */
function readRecipients(data: JsonObject): ReadAddresses {
  const headers = readList(data.headers).map(readObject);
  const copies = headers.filter((header) => /^b?cc$/i.test(readLine(header.name) ?? ''));
  return joinAddresses(
    [data.to, data.cc, data.bcc, ...copies.map((header) => header.value)].map(readAddresses),
  );
}

function readReason(kind: EventKind, data: JsonObject): string | null {
  if (kind === 'failed') return readLine(readObject(data.failed).reason);
  if (kind !== 'suppressed') return null;
  const suppressed = readObject(data.suppressed);
  return readLine(suppressed.reason) ?? readLine(suppressed.type);
}

/** There is one remote answer per recipient, and many servers quote the address they refuse. */
function mayBeAboutOthers(data: JsonObject, recipient: string | null): boolean {
  const answers = readLines(readObject(data.bounce).diagnosticCode);
  const quoted = [...(answers[0] ?? '').matchAll(BRACKETED_ADDRESS)].map(([, address]) =>
    address?.toLowerCase(),
  );
  return answers.length > 1 || (quoted.length > 0 && !quoted.includes(recipient ?? ''));
}
