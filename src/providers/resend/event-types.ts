import { type EventKind } from '../provider.js';

/**
 * Every event type of Resend (`WebhookEvent` of the `resend` package 6.38) and what it means here. Types not listed are
 * `unknown` as well: the list grew by twenty in 2026, so a new one must be acknowledged.
 *
 * `inbox.email.received` (private beta) repeats `email.received` and is not acted on.
 *
 * @see https://resend.com/docs/webhooks/event-types
 */
export const RESEND_EVENT_KINDS: Readonly<Record<string, EventKind>> = {
  'email.sent': 'sent',
  'email.scheduled': 'unknown',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'deferred',
  'email.complained': 'complained',
  'email.bounced': 'bounced',
  'email.opened': 'opened',
  'email.clicked': 'clicked',
  'email.received': 'received',
  'email.failed': 'failed',
  'email.suppressed': 'suppressed',
  'contact.created': 'unknown',
  'contact.updated': 'unknown',
  'contact.deleted': 'unknown',
  'contact.topics.updated': 'unknown',
  'domain.created': 'unknown',
  'domain.updated': 'unknown',
  'domain.deleted': 'unknown',
  'suppression.added': 'suppression_added',
  'suppression.removed': 'suppression_removed',
  'topic.created': 'unknown',
  'topic.updated': 'unknown',
  'topic.deleted': 'unknown',
  'inbox.created': 'unknown',
  'inbox.updated': 'unknown',
  'inbox.deleted': 'unknown',
  'inbox.thread.created': 'unknown',
  'inbox.thread.folder.updated': 'unknown',
  'inbox.thread.assigned': 'unknown',
  'inbox.thread.unassigned': 'unknown',
  'inbox.thread.labels.updated': 'unknown',
  'inbox.email.received': 'unknown',
  'inbox.email.sent': 'unknown',
  'inbox.draft.created': 'unknown',
  'inbox.draft.updated': 'unknown',
  'inbox.draft.sent': 'unknown',
  'inbox.draft.deleted': 'unknown',
  // Svix sends this to the sender of webhooks, not to us; an older page of Resend promised it to receivers.
  'message.attempt.exhausted': 'unknown',
};

/** The kind of a type in Resend's vocabulary. */
export function kindOfResendType(type: string | null): EventKind {
  if (type === null || !Object.hasOwn(RESEND_EVENT_KINDS, type)) return 'unknown';
  return RESEND_EVENT_KINDS[type] ?? 'unknown';
}
