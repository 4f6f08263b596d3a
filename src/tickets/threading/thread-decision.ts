import type { TraceStep } from './matcher.js';

/**
 * - `join`: the mail continues `ticketId`.
 * - `follow`: it opens a ticket of its own, linked to `ticketId`.
 * - `hold`: it opens a ticket of its own, and a person decides whether it belongs to `ticketId` (null: a claim that
 *   names no ticket one could trust).
 * - `open`: it continues nothing.
 */
export interface ThreadDecision {
  kind: 'join' | 'follow' | 'hold' | 'open';
  ticketId: string | null;
  /** Stable code of the step that decided. */
  reason: string;
  trace: TraceStep[];
}
