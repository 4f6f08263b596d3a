import { invalid } from '../platform/http/validation.js';
import { addressKey } from './address-key.js';

/**
 * The key of an address in a request.
 *
 * @param member where it stands in the request, such as `cc/0`
 * @throws Problem validation-failed
 */
export function requiredAddress(text: string, member: string): string {
  const key = addressKey(text);
  if (key === null) throw invalid(member, 'must be an e-mail address');
  return key;
}
