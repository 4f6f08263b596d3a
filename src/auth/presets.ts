import { type Scope } from './scopes.js';

/** Keys that are asked for again and again, with no more than each needs. */
export const PRESETS = {
  /** A dashboard or report. */
  reader: ['tickets:read', 'suppressions:read', 'events:read'],
  /** A program that answers tickets. */
  agent: ['tickets:read', 'tickets:write', 'suppressions:read'],
  /** An application that asks before it sends. */
  sender: ['suppressions:read'],
  /** A mail server or migration that hands mail in and can read nothing. */
  mta: ['inbound:write'],
  /** Who keeps it running: looks at events, replays them, keeps the suppression list. */
  operator: ['events:read', 'events:write', 'suppressions:read', 'suppressions:write', 'webhooks:*'],
} as const satisfies Record<string, readonly Scope[]>;

export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as Preset[];
