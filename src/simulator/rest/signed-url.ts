import { createHmac, timingSafeEqual } from 'node:crypto';
import type { World } from '../world.js';

/** How long a signed URL works, s (resend.com/docs: dashboard/receiving/attachments). */
const URL_LIFE_S = 3_600;

/** A URL that needs no key, and when it expires. */
export interface SignedUrl {
  download_url: string;
  expires_at: string;
}

/** Signs a path below `/_cdn/` with query parameters like CloudFront's; each call makes a new URL. */
export function signUrl(world: World, path: string): SignedUrl {
  const expires = Math.floor(world.clock.nowMs() / 1000) + URL_LIFE_S;
  const query = `Expires=${expires}&Nonce=${world.random.bytes(6).toString('hex')}`;
  const signature = signatureOf(world, path, query);
  return {
    download_url: `${world.baseUrl}${path}?${query}&Signature=${signature}&Key-Pair-Id=SIM`,
    expires_at: new Date(expires * 1000).toISOString(),
  };
}

/** Why a URL may not be used; null if it may. */
export function refusal(
  world: World,
  path: string,
  query: URLSearchParams,
): 'expired' | 'bad_signature' | null {
  const signed = `Expires=${query.get('Expires') ?? ''}&Nonce=${query.get('Nonce') ?? ''}`;
  const wanted = Buffer.from(signatureOf(world, path, signed));
  const given = Buffer.from(query.get('Signature') ?? '');
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return 'bad_signature';
  return Number(query.get('Expires')) * 1000 < world.clock.nowMs() ? 'expired' : null;
}

function signatureOf(world: World, path: string, query: string): string {
  return createHmac('sha256', world.urlKey).update(`${path}?${query}`).digest('base64url');
}
