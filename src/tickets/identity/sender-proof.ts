import type { Authentication } from './authentication.js';

/** How far the From field is proven: by the receiving server, disproven, or left open. */
export type SenderProof = 'pass' | 'fail' | 'unknown';

/**
 * Grades what the receiving server found about the From field. DMARC speaks of exactly that field; without a DMARC
 * verdict an aligned DKIM signature does (providers call an unaligned one `gray`). SPF speaks of the envelope, so its
 * pass proves nothing here, and its fail counts only where no signature holds.
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
