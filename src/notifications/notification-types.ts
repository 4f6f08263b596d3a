/**
 * What a receiver can listen to (contract). The database's triggers tell of it, so that no room need know that anybody
 * listens: migration 31 made them, and 171 the first look by which they begin.
 */
export const NOTIFICATION_TYPES = [
  'ticket.created',
  'ticket.updated',
  'message.received',
  'message.held',
  'address.suppressed',
  'address.released',
  'event.failed',
] as const;

/** What a receiver may want in its payloads beside the ids: each stands for `<name>_id`. */
export const EXPANDABLE = ['ticket', 'message'] as const;

export type Expandable = (typeof EXPANDABLE)[number];

/** Sent on request only, whatever the receiver listens to. */
export const TEST_TYPE = 'webhook.test';
