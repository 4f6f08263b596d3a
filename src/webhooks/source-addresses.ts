import ipaddr from 'ipaddr.js';
import { readAddress } from '../platform/http/client-address.js';

/**
 * Whether an address is in one of the networks; true if there are no networks. Text that is not an address is in none.
 */
export function isAllowedAddress(address: string, cidrs: readonly string[]): boolean {
  if (cidrs.length === 0) return true;
  const parsed = readAddress(address);
  if (parsed === null) return false;
  return cidrs.some((cidr) => {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}
