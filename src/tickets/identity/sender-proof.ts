import type { Authentication } from './authentication.js';

/** Whether the receiving server proved the From field, disproved it, or left it open. */
export type SenderProof = 'pass' | 'fail' | 'unknown';

/**
 * Grades what the receiving server found about the From field. DMARC is about exactly that field; without a DMARC
 * verdict, so is an aligned DKIM signature (providers call an unaligned one `gray`). SPF is about the envelope, so its
 * pass proves nothing here, and its fail counts only if no signature is valid.
 */
export function gradeSender(authentication: Authentication | null): SenderProof {
  if (authentication === null) return 'unknown';
  const [spf, dkim, dmarc] = [authentication.spf, authentication.dkim, authentication.dmarc].map((verdict) =>
    verdict?.toLowerCase(),
  );
  if (dmarc === 'pass' || dmarc === 'fail') return dmarc;
  if (dkim === 'pass') return 'pass';
  return spf === 'fail' || (dkim === 'fail' && spf !== 'pass') ? 'fail' : 'unknown';
}
