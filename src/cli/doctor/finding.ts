import type { Config } from '../../platform/config/config.js';

/** What one look found. */
export interface Finding {
  state: 'ok' | 'warn' | 'fail';
  /** What was looked at. */
  about: string;
  /** What was seen; never a secret. */
  seen: string;
  /** What to do; null when nothing is. */
  advice: string | null;
}

/** One thing to look at. It may throw: what it could not look at has failed. */
export interface Check {
  about: string;
  /** What to do when it throws. */
  ifUnreachable: string;
  look: (config: Readonly<Config>) => Promise<Omit<Finding, 'about'>>;
}

export const ok = (seen: string): Omit<Finding, 'about'> => ({ state: 'ok', seen, advice: null });
export const warn = (seen: string, advice: string): Omit<Finding, 'about'> => ({
  state: 'warn',
  seen,
  advice,
});
export const fail = (seen: string, advice: string): Omit<Finding, 'about'> => ({
  state: 'fail',
  seen,
  advice,
});
