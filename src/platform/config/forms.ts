import { isIP } from 'node:net';
import { Matches, ValidateBy, type ValidationOptions } from 'class-validator';
import ipaddr from 'ipaddr.js';

const VISIBLE_ASCII = /^[\x21-\x7e]*$/;

/** Text that can be sent unchanged in an HTTP header: no blanks, no control characters (RFC 9110, 5.5). */
export const IsVisibleAscii = (): PropertyDecorator =>
  Matches(VISIBLE_ASCII, { message: 'must have no blanks, and letters of ASCII only' });

const form = (name: string, validate: (text: string) => boolean, options: ValidationOptions) =>
  ValidateBy(
    { name, validator: { validate: (value) => typeof value === 'string' && validate(value) } },
    options,
  );

/** A network as an address and a prefix: `203.0.113.0/24`, `2001:db8::/32`. */
export const IsNetwork = (options: ValidationOptions): PropertyDecorator =>
  form('isNetwork', isNetwork, options);

/** A network, or one address. */
export const IsNetworkOrAddress = (options: ValidationOptions): PropertyDecorator =>
  form('isNetworkOrAddress', (text) => isNetwork(text) || isIP(text) !== 0, options);

/** Full addresses only: inet_aton(3) would read `10/8` and `1` as 0.0.0.10/8 and 0.0.0.1, which nobody means. */
const isNetwork = (text: string): boolean => isIP(text.replace(/\/.*/, '')) !== 0 && ipaddr.isValidCIDR(text);

/**
 * The host of a URL, with or without its port, as `URL` writes it: a name, an address, or an IPv6 address in brackets.
 */
export const IsUrlHost = (options: ValidationOptions): PropertyDecorator =>
  form('isUrlHost', isUrlHost, options);

function isUrlHost(text: string): boolean {
  const url = URL.canParse(`https://${text}`) ? new URL(`https://${text}`) : null;
  return url !== null && [url.host, `${url.host}:443`].includes(text.toLowerCase());
}
