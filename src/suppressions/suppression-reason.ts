/**
 * Why an address is on the list, strongest first: a complaint outweighs an operator's entry, which outweighs a bounce,
 * which outweighs the mere fact that the provider lists the address.
 */
export const SUPPRESSION_REASONS = ['complaint', 'manual', 'bounce', 'provider'] as const;

export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

export const isStronger = (one: SuppressionReason, other: SuppressionReason): boolean =>
  SUPPRESSION_REASONS.indexOf(one) < SUPPRESSION_REASONS.indexOf(other);
