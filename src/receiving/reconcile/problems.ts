import { problemType } from '../../platform/problem/problem.js';

export const NOTHING_TO_RECONCILE = problemType(
  'nothing-to-reconcile',
  409,
  'No provider is configured whose mail can be listed',
  'The list of received mail is read with the API key of the provider: set `RESEND_API_KEY`.',
);
