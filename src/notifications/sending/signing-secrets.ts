import type { SecretSeal } from '../../platform/secrets/secret-seal.js';
import type { SigningSecret, WebhookEndpoint } from '../webhook-endpoint.entity.js';

/** Where a receiver's secrets are sealed for. */
export const placeOf = (endpointId: string): string => `webhook_endpoints ${endpointId}`;

/** Whether it signs still. */
export const isValid = ({ expires_at }: SigningSecret, now: Date): boolean =>
  expires_at === null || new Date(expires_at) > now;

/**
 * Secrets that sign now, the current one first.
 *
 * @throws SecretUnreadable
 */
export function validSecrets(
  { id, secrets }: Pick<WebhookEndpoint, 'id' | 'secrets'>,
  now: Date,
  sealing: SecretSeal,
): string[] {
  return secrets.filter((one) => isValid(one, now)).map(({ secret }) => sealing.open(secret, placeOf(id)));
}
