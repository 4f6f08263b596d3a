import { problemType } from '../../platform/problem/problem.js';

export const NOTHING_TO_RECONCILE = problemType(
  'nothing-to-reconcile',
  409,
  'No provider is configured whose mail can be listed',
);
