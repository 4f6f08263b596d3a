/** What a key may do. `webhooks:*` and `keys:*` cover reading and writing. */
export const SCOPES = [
  'tickets:read',
  'tickets:write',
  'suppressions:read',
  'suppressions:write',
  'events:read',
  'events:write',
  'inbound:write',
  'webhooks:*',
  'keys:*',
] as const;

export type Scope = (typeof SCOPES)[number];
