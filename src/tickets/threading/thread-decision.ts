import type { TraceStep } from './matcher.js';

/**
 * - `join`: the mail continues `ticketId`.
 * - `follow`: it opens a ticket of its own, linked to `ticketId`.
 * - `hold`: it opens a ticket of its own, and a person decides whether it belongs to `ticketId` (null if the claim
 *   names no ticket that can be trusted).
 * - `open`: it continues nothing.
 */
export interface ThreadDecision {
  kind: 'join' | 'follow' | 'hold' | 'open';
  ticketId: string | null;
  /** Stable code of the step that decided. */
  reason: string;
  trace: TraceStep[];
}
