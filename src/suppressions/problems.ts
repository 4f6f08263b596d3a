import { problemType } from '../platform/problem/problem.js';

export const NOT_SUPPRESSED = problemType(
  'suppression-not-found',
  404,
  'The address is not on the suppression list',
);
export const COMPLAINT_LOCKED = problemType('complaint-locked', 409, 'A complaint is not lifted casually');
export const MIRROR_UNAVAILABLE = problemType(
  'mirror-unavailable',
  409,
  'There is no provider whose list could be compared',
);
