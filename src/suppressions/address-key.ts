import { domainToASCII, domainToUnicode } from 'node:url';

/** RFC 5321 §4.5.3.1: 64 octets of local part, `@`, 255 of domain. */
const MAX_ADDRESS_LENGTH = 320;

/** An address that is already its own key, as nearly all are. */
const PLAIN_ADDRESS = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$/;

/** A domain that is already in ASCII, as nearly all are. */
const PLAIN_DOMAIN = /^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$/;

/** A quoted string, in which a local part may contain `@` (RFC 5321 §4.1.2). */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/**
 * The form in which the list stores an address: trimmed, in lower case, with the domain in ASCII (IDNA). A plus-tag
 * stays, because `ann+shop@` may bounce where `ann@` does not.
 *
 * @returns null if it is not `local@domain`
 */
export function addressKey(address: string): string | null {
  if (address.length <= MAX_ADDRESS_LENGTH && PLAIN_ADDRESS.test(address)) return address;
  const trimmed = address.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(0, at));
  const domain = asciiDomain(
    trimmed
      .slice(at + 1)
      .replace(/\.$/, '')
      .toLowerCase(),
  );
  if (local === '' || domain === '' || trimmed.length > MAX_ADDRESS_LENGTH || /[\s\0<>,;]/.test(trimmed))
    return null;
  if (local.replace(QUOTED, '').includes('@')) return null;
  return `${local.toLowerCase()}@${domain}`;
}

/** The keys, and the same addresses with their domains in Unicode. */
export function spellingsOf(keys: readonly string[]): string[] {
  const inLetters = keys.map((key) => {
    const at = key.lastIndexOf('@');
    return key.slice(0, at + 1) + domainToUnicode(key.slice(at + 1));
  });
  return [...new Set([...keys, ...inLetters])];
}

const asciiDomain = (domain: string): string => (PLAIN_DOMAIN.test(domain) ? domain : domainToASCII(domain));
