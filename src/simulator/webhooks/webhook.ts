/** How long a rotated secret still signs, ms (resend.com/docs: 24 hours). */
const ROTATED_SECRET_LIFE_MS = 24 * 3_600_000;

/** A secret and the virtual time until which it signs; null for the current one. */
export interface WebhookSecret {
  secret: string;
  notAfterMs: number | null;
}

/** A registered endpoint. */
export interface Webhook {
  id: string;
  endpoint: string;
  /** Event types it wants; null for all. */
  events: string[] | null;
  status: 'enabled' | 'disabled';
  createdAt: Date;
  /** Newest first. */
  secrets: WebhookSecret[];
  /** When the first message since the last success was given up; null if none was. */
  failingSinceMs: number | null;
  /** Whether the team was told that deliveries fail. It is told again only after a success. */
  failureNoticed: boolean;
}

/** The secrets that sign at this time, newest first. */
export function signingSecrets(webhook: Webhook, nowMs: number): string[] {
  return webhook.secrets
    .filter((entry) => entry.notAfterMs === null || entry.notAfterMs > nowMs)
    .map((entry) => entry.secret);
}

/** Puts a new secret first; the old ones still sign for 24 hours. */
export function rotateSecret(webhook: Webhook, secret: string, nowMs: number): void {
  const old = webhook.secrets.map((entry) => ({
    ...entry,
    notAfterMs: entry.notAfterMs ?? nowMs + ROTATED_SECRET_LIFE_MS,
  }));
  webhook.secrets = [{ secret, notAfterMs: null }, ...old];
}

/** Whether the endpoint wants events of this type, enabled or not. */
export function isSubscribed(webhook: Webhook, type: string): boolean {
  return webhook.events === null || webhook.events.includes(type);
}
