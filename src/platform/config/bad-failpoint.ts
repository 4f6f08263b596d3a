import type { Config } from './config.js';
import type { BadSetting } from './read-config.js';

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/** A failpoint may be armed only if the provider is on this machine: a simulator, never real mail. */
export function badFailpoint({ failpoint, resendBaseUrl }: Config): BadSetting[] {
  if (failpoint === null || isOnThisMachine(resendBaseUrl)) return [];
  return [{ variable: 'FAILPOINT', reason: 'is for tests: RESEND_BASE_URL must be on this machine' }];
}

const isOnThisMachine = (url: string | null): boolean =>
  url !== null && URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
