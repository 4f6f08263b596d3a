import { findOnlyRecipient, readAddresses } from '../addresses.js';
import { toBounceType } from '../bounces.js';
import { contentId, readBracketedId, readId, readLine, readPath } from '../json.js';
import { type Bounce, type EventKind, type Provider, type ProviderEvent } from '../provider.js';
import { type HmacScheme, verifyHmac } from '../signatures/hmac.js';
import { checkKey } from '../signatures/secrets.js';
import { parseTimestamp, parseUnixTime } from '../timestamps.js';

/** Where a value is in the payload: member names joined by full stops (`data.email_id`). */
export type PayloadPath = string;

/** The values that a profile can find in a payload. A value without a path reads as absent. */
export interface ProfilePaths {
  type: PayloadPath;
  /** The event's id. It is signed with the body, so it takes precedence over an id header. */
  id?: PayloadPath;
  /** RFC 3339 text, or unix time in seconds or milliseconds. */
  occurredAt?: PayloadPath;
  emailId?: PayloadPath;
  messageId?: PayloadPath;
  /** One address, several in one string, or a list. */
  recipients?: PayloadPath;
  bounceType?: PayloadPath;
  bounceSubType?: PayloadPath;
  /** The SMTP reply code or the remote server's answer. */
  diagnosticCode?: PayloadPath;
  bounceMessage?: PayloadPath;
  reason?: PayloadPath;
}

/** A sender described by data alone: how it signs, where its values are, and what its event types mean. */
export interface HmacProfile {
  id: string;
  title: string;
  /** Environment variable with its secrets; `<ID>_WEBHOOK_SECRET` when left out. */
  secretVariable?: string;
  scheme: HmacScheme;
  paths: ProfilePaths;
  /** Meaning of the sender's event types; all others are `unknown`. */
  kinds: Readonly<Record<string, EventKind>>;
}

/** Makes a provider from a profile. */
export function fromProfile(profile: HmacProfile): Provider {
  const { id, title, scheme } = profile;
  return {
    id,
    title,
    secretVariable: profile.secretVariable ?? `${id.toUpperCase().replaceAll('-', '_')}_WEBHOOK_SECRET`,
    verify: (request, secrets, options) => verifyHmac(request, scheme, secrets, options),
    checkSecret: (secret) => checkKey(secret, scheme.secretEncoding),
    normalise: (payload, deliveryId) => normalise(profile, payload, deliveryId),
    identify: (payload, deliveryId) => normalise(profile, payload, deliveryId),
  };
}

function normalise(
  { paths, kinds }: HmacProfile,
  payload: unknown,
  deliveryId: string | null,
): ProviderEvent {
  const at = (path: PayloadPath | undefined): unknown =>
    path === undefined ? undefined : readPath(payload, path);
  const type = readLine(at(paths.type));
  const kind = (type !== null && Object.hasOwn(kinds, type) ? kinds[type] : undefined) ?? 'unknown';
  const named = readAddresses(at(paths.recipients));
  const occurredAt = at(paths.occurredAt);
  return {
    type: type ?? 'unknown',
    kind,
    deliveryId: readId(at(paths.id)) ?? deliveryId ?? contentId(payload),
    occurredAt: parseTimestamp(occurredAt) ?? parseUnixTime(occurredAt),
    emailId: readId(at(paths.emailId)),
    messageId: readBracketedId(at(paths.messageId)),
    ownId: null,
    recipients: named.addresses,
    recipient: findOnlyRecipient(named),
    bounce: kind === 'bounced' ? readProfileBounce(paths, at) : null,
    suppression: null,
    received: null,
    reason: kind === 'failed' || kind === 'suppressed' ? readLine(at(paths.reason)) : null,
  };
}

function readProfileBounce(paths: ProfilePaths, at: (path: PayloadPath | undefined) => unknown): Bounce {
  return {
    type: toBounceType(readLine(at(paths.bounceType))),
    subType: readLine(at(paths.bounceSubType)) ?? 'Undetermined',
    diagnosticCode: readLine(at(paths.diagnosticCode)),
    message: readLine(at(paths.bounceMessage)),
  };
}
