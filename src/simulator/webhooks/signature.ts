import { createHmac } from 'node:crypto';

/** What a signature covers. */
export interface Signed {
  id: string;
  /** Unix seconds. */
  timestamp: number;
  body: string;
}

/**
 * One `v1,…` signature as Svix makes it: HMAC-SHA256 over `id.timestamp.body`, keyed with the decoded base64 of the
 * secret after `whsec_` (Standard Webhooks, "Symmetric signatures").
 */
export function sign(secret: string, signed: Signed): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = `${signed.id}.${signed.timestamp}.${signed.body}`;
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}
