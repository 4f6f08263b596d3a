/**
 * What a receiver can listen to (contract). Database triggers write the notifications, so no room needs to know that
 * anybody listens. Migration 31 creates them; migration 171 makes them check first whether anybody does.
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

/** Objects that a payload can contain in full; `<name>_id` in its data says which one. */
export const EXPANDABLE = ['ticket', 'message'] as const;

export type Expandable = (typeof EXPANDABLE)[number];

/** Sent only on request, whatever the receiver listens to. */
export const TEST_TYPE = 'webhook.test';
