import type { InboxEvent } from '../inbox/inbox-event.entity.js';

/** Source of mail that was handed in at `POST /v1/inbound` instead of coming from a provider. */
export const HANDED_IN = 'inbound';

/** Payload of the event of such a mail. The mail itself is a blob. */
export interface HandedInPayload {
  raw: { sha256: string; size: number };
  /** SMTP envelope, as far as the caller knows it (RFC 5321 §4.1.1.2–3). */
  envelope: { reverse_path: string | null; recipients: string[] };
}

/** Null for mail that was not handed in, or whose payload is purged. */
export function handedInSha256({ source, payload }: InboxEvent): string | null {
  return source === HANDED_IN ? ((JSON.parse(payload) as HandedInPayload | null)?.raw.sha256 ?? null) : null;
}
