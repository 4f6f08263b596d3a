import ipaddr from 'ipaddr.js';

/** The only IPv6 block that IANA has allocated for global unicast (RFC 4291 §2.4, IANA registry). */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Special blocks inside 2000::/3 that some versions of ipaddr.js count as unicast. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map((block) =>
  ipaddr.IPv6.parseCIDR(block),
);

/**
 * True for an address on the public internet that belongs to one host. Private, loopback, link-local (cloud metadata),
 * shared (RFC 6598), documentation, benchmark, multicast and reserved blocks are not, nor is any form that carries an
 * IPv4 address inside IPv6 (mapped, compatible, NAT64, 6to4, Teredo): the network decides where it leads.
 *
 * @param address  as DNS or the WHATWG URL parser gives it, IPv6 without brackets; anything else is false
 * @see IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890)
 */
export function isGlobalUnicast(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address).range() === 'unicast';
  if (!ipaddr.IPv6.isValid(address) || address.includes('%')) return false;
  const v6 = ipaddr.IPv6.parse(address);
  return (
    v6.match(GLOBAL_UNICAST_V6) && v6.range() === 'unicast' && !SPECIAL_V6.some((block) => v6.match(block))
  );
}
