import { addressKey } from '../../suppressions/address-key.js';

/** Any address of a domain. */
const WILDCARD_LOCAL = '*';

/**
 * A mailbox pattern in its one form: `local@domain`, `local+tag@domain` or `*@domain`, lower case, domain in ASCII.
 *
 * @returns null if the text is none of the three
 */
export function parsePattern(text: string): string | null {
  const pattern = addressKey(text);
  if (pattern === null) return null;
  const local = pattern.slice(0, pattern.lastIndexOf('@'));
  return local.includes('*') && local !== WILDCARD_LOCAL ? null : pattern;
}

/**
 * The patterns that an address fits, the most exact first: itself, without its plus-tag (RFC 5233), its whole domain.
 *
 * @returns none if the text is no address
 */
export function patternsFitting(address: string): string[] {
  const exact = addressKey(address);
  if (exact === null) return [];
  const at = exact.lastIndexOf('@');
  const [local, domain] = [exact.slice(0, at), exact.slice(at)];
  const plus = local.indexOf('+');
  return [exact, ...(plus > 0 ? [local.slice(0, plus) + domain] : []), WILDCARD_LOCAL + domain];
}
