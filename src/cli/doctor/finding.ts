import type { Config } from '../../platform/config/config.js';

/** Result of one check. */
export interface Finding {
  state: 'ok' | 'warn' | 'fail';
  /** What was checked. */
  about: string;
  /** What was seen; never a secret. */
  seen: string;
  /** What to do; null if nothing. */
  advice: string | null;
}

/** One check. It may throw, and has then failed. */
export interface Check {
  about: string;
  /** What to do if it throws. */
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
