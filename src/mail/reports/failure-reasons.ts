import { DEAD_END_PHRASES } from './dead-end-phrases.js';
import { LOOK_ALIKE_PHRASES } from './look-alike-phrases.js';
import { REFUSAL_PHRASES } from './refusal-phrases.js';

/**
 * Why a mail was not delivered, from the remote system's own words. The first row that matches wins, so a row precedes
 * those whose words it shares: "mailbox unavailable: over quota" is about room, not about an unknown user.
 */
export const FAILURE_REASONS = [...REFUSAL_PHRASES, ...LOOK_ALIKE_PHRASES, ...DEAD_END_PHRASES];

/** Stable codes; `undefined` if neither words nor codes give a reason. */
export type FailureReason = (typeof FAILURE_REASONS)[number]['reason'] | 'undefined';
