/** What a receiver can listen to (contract). */
export const NOTIFICATION_TYPES = [
  'ticket.created',
  'ticket.updated',
  'message.received',
  'message.held',
  'address.suppressed',
  'address.released',
  'event.failed',
] as const;

export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

/** Sent on request only, whatever the receiver listens to. */
export const TEST_TYPE = 'webhook.test';
