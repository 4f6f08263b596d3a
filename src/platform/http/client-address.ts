import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** As proxies write whom they speak for when they add the port, or quote as RFC 7239 §6 wants it. */
const WITH_PORT = /^"?(?:\[([^\]]+)\](?::\d{1,5})?|([\d.]+):\d{1,5})"?$/;

/** A provider of access gives each customer a network of this size, and with it 2⁶⁴ addresses (RFC 6177). */
const CUSTOMER_BITS = 64;

/**
 * The address of a client as a connection or a proxy names it; null when it names none. An IPv4 address that is mapped
 * into IPv6 is the IPv4 address it is.
 */
export function readAddress(text: string): Address | null {
  const [, inBrackets, beforePort] = WITH_PORT.exec(text) ?? [];
  const address = inBrackets ?? beforePort ?? text;
  return isIP(address) ? ipaddr.process(address) : null;
}

/** Who has the address, as far as it tells: of IPv6 a network of 64 bits. What is no address stands for itself. */
export function holderOf(text: string): string {
  const address = readAddress(text);
  if (address === null) return text;
  if (address instanceof ipaddr.IPv4) return address.toString();
  const network = address.parts.slice(0, CUSTOMER_BITS / 16).map((part) => part.toString(16));
  return `${network.join(':')}::/${CUSTOMER_BITS}`;
}
