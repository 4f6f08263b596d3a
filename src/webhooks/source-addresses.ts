import ipaddr from 'ipaddr.js';

/**
 * Whether an address lies in one of the networks; true when no network is named. An IPv4 address that arrives mapped
 * into IPv6 counts as the IPv4 address it is.
 */
export function isAllowedAddress(address: string, cidrs: readonly string[]): boolean {
  if (cidrs.length === 0) return true;
  const parsed = ipaddr.process(address);
  return cidrs.some((cidr) => {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}
