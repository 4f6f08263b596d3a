import { problemType } from '../../platform/problem/problem.js';

export const NOTHING_TO_RECONCILE = problemType(
  'nothing-to-reconcile',
  409,
  'No provider that can list received mail is configured',
  "The list of received mail is read with the provider's API key: set `RESEND_API_KEY`.",
);
