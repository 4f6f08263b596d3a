import { type SecretSeal, SecretUnreadable } from '../../platform/secrets/secret-seal.js';
import type { SigningSecret, WebhookEndpoint } from '../webhook-endpoint.entity.js';

/** Where a receiver's secrets are sealed for. */
export const placeOf = (endpointId: string): string => `webhook_endpoints ${endpointId}`;

/** Whether it signs still. */
export const isValid = ({ expires_at }: SigningSecret, now: Date): boolean =>
  expires_at === null || new Date(expires_at) > now;

/**
 * The secrets that sign now, the current one first. One whose overlap lasts may be unreadable (its encryption secret was
 * lost before the rotation): then it signs no more, which must not hold up those that do.
 *
 * @throws SecretUnreadable if the current one cannot be read
 */
export function validSecrets(
  { id, secrets }: Pick<WebhookEndpoint, 'id' | 'secrets'>,
  now: Date,
  sealing: SecretSeal,
): string[] {
  const [current, ...overlapping] = secrets.filter((one) => isValid(one, now)).map(({ secret }) => secret);
  const open = (secret: string) => sealing.open(secret, placeOf(id));
  return [...(current === undefined ? [] : [open(current)]), ...overlapping.flatMap(ifReadable(open))];
}

const ifReadable = (open: (secret: string) => string) => (secret: string) => {
  try {
    return [open(secret)];
  } catch (error) {
    if (error instanceof SecretUnreadable) return [];
    throw error;
  }
};
