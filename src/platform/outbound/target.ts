import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { bareHost } from '../bare-host.js';
import { isGlobalUnicast } from './address.js';
import { codeOf, OutboundError } from './outbound-error.js';

/** Every address of a host name, A and AAAA, as text. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** A URL that the guard accepted. */
export interface Target {
  url: URL;
  /** The operator named this host: plain http, any port and any address are allowed. */
  isAllowListed: boolean;
}

/** Names that mean a machine or network of our own (RFC 6761, RFC 6762, RFC 8375, ICANN `.internal`). */
const LOCAL_SUFFIXES = ['.localhost', '.local', '.localdomain', '.internal', '.home.arpa'];

/** Asks the system's resolver, which also reads /etc/hosts: what is judged is what it would connect to. */
export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Judges a URL by its text: https on port 443 with a public name or address and no credentials, or an origin whose
 * `host[:port]` is in `allowedHosts` (port omitted = the scheme's own). The WHATWG parser has already converted
 * decimal, octal, hexadecimal and full-width forms of an address into the plain one.
 *
 * @throws OutboundError  `url_refused`, `address_refused`
 */
export function checkUrl(text: string, allowedHosts: readonly string[]): Target {
  const url = URL.canParse(text) ? new URL(text) : null; // no cause: the parser's error quotes the URL
  if (!url) throw refused('it is no absolute URL');
  if (url.username || url.password) throw refused('it carries credentials');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('its scheme is not https');
  if (isAllowListed(url, allowedHosts)) return { url, isAllowListed: true };
  if (url.protocol !== 'https:') throw refused('its scheme is not https');
  if (url.port) throw refused('its port is not 443');
  checkHostname(url.hostname);
  return { url, isAllowListed: false };
}

/**
 * Looks up the host once and judges every address: one private address among public ones refuses the host. The
 * connection is then made to these addresses (`pinnedLookup`), so a second, different DNS answer changes nothing.
 *
 * @throws OutboundError  `address_refused`, `network`
 */
export async function resolveTarget(target: Target, resolve: Resolve): Promise<string[]> {
  const hostname = bareHost(target.url.hostname);
  if (isIP(hostname)) return [hostname];
  const addresses = await resolve(hostname).catch((cause: unknown) => {
    const message = `The name ${hostname} could not be resolved${codeOf(cause)}.`;
    throw new OutboundError('network', message, { cause });
  });
  if (addresses.length === 0) throw new OutboundError('network', `The name ${hostname} has no address.`);
  if (!target.isAllowListed && !addresses.every(isGlobalUnicast)) {
    throw new OutboundError('address_refused', `${hostname} has an address outside of the public internet.`);
  }
  return addresses;
}

/** A lookup for node:net that returns only these addresses, for any name. */
export function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    if (options.all) callback(null, answers);
    else callback(null, answers[0]?.address ?? '', answers[0]?.family);
  };
}

function isAllowListed(url: URL, allowedHosts: readonly string[]): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return allowedHosts.some((allowed) =>
    [url.host, `${url.hostname}:${port}`].includes(allowed.trim().toLowerCase()),
  );
}

function checkHostname(hostname: string): void {
  const address = bareHost(hostname);
  if (isIP(address)) {
    if (isGlobalUnicast(address)) return;
    throw new OutboundError('address_refused', `${address} is no address of the public internet.`);
  }
  if (hostname.endsWith('.')) throw refused('its host ends in a dot');
  if (!hostname.includes('.')) throw refused('its host is a single label');
  if (LOCAL_SUFFIXES.some((suffix) => hostname.endsWith(suffix))) throw refused('its host is a local name');
}

function refused(reason: string): OutboundError {
  return new OutboundError('url_refused', `The URL is refused: ${reason}.`);
}
