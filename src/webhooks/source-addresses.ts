import ipaddr from 'ipaddr.js';
import { readAddress } from '../platform/http/client-address.js';

/**
 * Whether an address lies in one of the networks; true when no network is named. What is no address lies nowhere.
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
