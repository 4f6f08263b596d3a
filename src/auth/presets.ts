import { type Scope } from './scopes.js';

/** Keys often asked for, each with no more scopes than it needs. */
export const PRESETS = {
  /** A dashboard or report. */
  reader: ['tickets:read', 'suppressions:read', 'events:read'],
  /** A program that answers tickets. */
  agent: ['tickets:read', 'tickets:write', 'suppressions:read'],
  /** An application that checks before it sends. */
  sender: ['suppressions:read'],
  /** A mail server or migration that hands in mail and can read nothing. */
  mta: ['inbound:write'],
  /** Operators: they look at events, replay them and maintain the suppression list. */
  operator: ['events:read', 'events:write', 'suppressions:read', 'suppressions:write', 'webhooks:*'],
} as const satisfies Record<string, readonly Scope[]>;

export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as Preset[];
