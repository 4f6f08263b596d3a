import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** How proxies write the client's address when they add the port, or quote it as RFC 7239 §6 requires. */
const WITH_PORT = /^"?(?:\[([^\]]+)\](?::\d{1,5})?|([\d.]+):\d{1,5})"?$/;

/** An access provider gives each customer a network of this size, and with it 2⁶⁴ addresses (RFC 6177). */
const CUSTOMER_BITS = 64;

/**
 * The address of a client as a connection or a proxy gives it; null if the text is not an address. An IPv4 address
 * mapped into IPv6 becomes that IPv4 address.
 */
export function readAddress(text: string): Address | null {
  const [, inBrackets, beforePort] = WITH_PORT.exec(text) ?? [];
  const address = inBrackets ?? beforePort ?? text;
  return isIP(address) ? ipaddr.process(address) : null;
}

/**
 * The holder of an address, as far as the address shows it: for IPv6 a network of 64 bits. Text that is not an address
 * stands for itself.
 */
export function holderOf(text: string): string {
  const address = readAddress(text);
  if (address === null) return text;
  if (address instanceof ipaddr.IPv4) return address.toString();
  const network = address.parts.slice(0, CUSTOMER_BITS / 16).map((part) => part.toString(16));
  return `${network.join(':')}::/${CUSTOMER_BITS}`;
}
