import { createHmac, randomUUID } from 'node:crypto';
import { WEBHOOK_SECRET } from './service.js';

/** Headers of a Standard Webhooks request, made without our code. */
export function signed(
  body: Buffer | string,
  options: { id?: string; secret?: string; at?: Date; family?: 'svix' | 'webhook' } = {},
): Record<string, string> {
  const { id = `msg_${randomUUID()}`, secret = WEBHOOK_SECRET, at = new Date(), family = 'svix' } = options;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return {
    'content-type': 'application/json',
    [`${family}-id`]: id,
    [`${family}-timestamp`]: timestamp,
    [`${family}-signature`]: `v1,${mac}`,
  };
}
