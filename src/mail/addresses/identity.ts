import { domainToASCII } from 'node:url';

import { type Identity } from '../mail.js';

/**
 * A phrase of words and quoted strings (RFC 5322 §3.2.5), but `"` never opens the address. `[Desk]` should be quoted
 * but often is not; without an `@` no reader takes it for part of an address.
 */
const NAMED = /^(?:"(?:[^"\\]|\\.)*"|[^"<>@,;:()\\])*<([^<>]*)>$/;
/**
 * dot-atom@dot-atom (RFC 5322 §3.4.1), with UTF-8 (RFC 6532); no quoted local part, no address literal. Repeated dots,
 * or a dot at the end of a local part, are forbidden, but Japanese carriers gave such addresses to millions.
 */
const ADDR_SPEC =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-][.a-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]*@([a-z0-9_\u0080-\uffff-]+(?:\.[a-z0-9_\u0080-\uffff-]+)+)$/i;
/** RFC 5321 §4.5.3.1: 64 octets of local part, `@`, 255 of domain. */
const MAX_ADDRESS_CHARS = 320;
/**
 * A comment that cannot be taken for an address and touches none: `Ann (Sales) <ann@x.example>`,
 * `ann@x.example (Ann Lee)`. Every reader ignores it.
 */
const REMARK = /(?<=^|\s)\([^()<>@,;:"\\[\]]*\)(?=\s|<|$)/g;
/** Two header lines of display name and an address; more is a flood. */
const MAX_FROM_CHARS = 2_000;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}\p{Co}\p{Cn}]/u;

/**
 * Determines strictly who sent a mail. There must be exactly one From field with exactly one plain mailbox, and nothing
 * that two readers could read differently: no comment beyond a plain remark, no group, route or quoted local part, and
 * in the address no encoded word, white space or invisible characters. Internationalised domains are converted to
 * ASCII.
 *
 * @param rawFromValues every From field, unfolded, **encoded words undecoded**
 * @returns the addr-spec in lower case, or why there is none (`from_missing`, `ambiguous_from`, `from_malformed`,
 *   `from_has_comment`, `from_is_group`, `from_encoded_address`, `from_invisible_characters`)
 * @see RFC 7489 §6.6.1, which refuses the same From fields
 */
export function strictAddress(rawFromValues: readonly string[]): Identity {
  const [whole = '', ...others] = rawFromValues.map((from) => from.trim());
  if (rawFromValues.length === 0 || (whole === '' && others.length === 0)) return refuse('from_missing');
  if (others.length > 0) return refuse('ambiguous_from');
  if (whole.length > MAX_FROM_CHARS) return refuse('from_malformed');
  const value = whole.replace(REMARK, ' ').trim();
  const outside = value.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  if (/[()]/.test(outside)) return refuse('from_has_comment');
  if (/[,]/.test(outside) || (outside.match(/</g) ?? []).length > 1) return refuse('ambiguous_from');
  if (/[:;]/.test(outside)) return refuse('from_is_group');
  const addrSpec = outside.includes('<') ? (NAMED.exec(value)?.[1] ?? '') : value;
  return judge(addrSpec);
}

function judge(addrSpec: string): Identity {
  if (addrSpec.includes('=?')) return refuse('from_encoded_address');
  if (INVISIBLE.test(addrSpec)) {
    return refuse(/[ \t]/.test(addrSpec) ? 'from_malformed' : 'from_invisible_characters');
  }
  const domain = ADDR_SPEC.exec(addrSpec)?.[1];
  if (domain === undefined || addrSpec.length > MAX_ADDRESS_CHARS) return refuse('from_malformed');
  const ascii = domainToASCII(domain);
  if (ascii === '') return refuse('from_malformed');
  return {
    address: `${addrSpec.slice(0, -domain.length).toLowerCase()}${ascii.toLowerCase()}`,
    refusal: null,
  };
}

function refuse(refusal: string): Identity {
  return { address: null, refusal };
}
