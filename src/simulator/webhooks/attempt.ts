import { createHash } from 'node:crypto';
import { type Faults, faultNumber, faultText } from '../faults.js';
import type { Plan } from '../plan.js';
import type { SimEvent } from './event.js';
import { sign } from './signature.js';

/** Age of a stale timestamp if the fault does not say, s: one more than receivers allow. */
const STALE_BY_S = 301;

/** The request of one attempt. */
export interface AttemptRequest {
  headers: Record<string, string>;
  body: string;
}

/**
 * Makes the request of one attempt: the event's fixed bytes, signed with each secret at the attempt's own time. Faults
 * of the `attempt` moment strike here, so that the next attempt may be intact.
 *
 * @param signedAtMs the time to sign with, ms
 */
export function makeAttempt(
  event: SimEvent,
  secrets: string[],
  signedAtMs: number,
  plan: Plan,
  faults: Faults,
): AttemptRequest {
  const place = { type: event.type };
  const stale = faults.take('stale_timestamp', place);
  const wrongSecret = faults.take('wrong_secret', place);
  const tampered = faults.take('tampered_body', place);
  const missing = faults.take('missing_header', place);
  const timestamp = Math.floor(signedAtMs / 1000) - (stale ? faultNumber(stale, 'by_s', STALE_BY_S) : 0);
  const keys = wrongSecret ? secrets.map(otherSecret) : secrets;
  const signed = { id: event.id, timestamp, body: event.body };
  const prefix = plan.whitelabel_headers ? 'webhook' : 'svix';
  const body = tampered ? event.body.replace(/}$/, ',"tampered":true}') : event.body;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Svix-Webhooks/sim',
    [`${prefix}-id`]: event.id,
    [`${prefix}-timestamp`]: String(timestamp),
    [`${prefix}-signature`]: keys.map((secret) => sign(secret, signed)).join(' '),
  };
  if (missing) delete headers[faultText(missing, 'header', `${prefix}-signature`)];
  return { headers, body };
}

/** A secret of the same form that certainly differs. */
function otherSecret(secret: string): string {
  return `whsec_${createHash('sha256').update(secret).digest().subarray(0, 24).toString('base64')}`;
}
