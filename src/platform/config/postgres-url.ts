/** What a URL calls the host of a server that is reached by its socket: it must name one, and nobody looks it up. */
const THIS_MACHINE = 'localhost';

const PARTS = /^(postgres(?:ql)?:\/\/)([^/?#]*@)?([^/?#:]*)(:\d+)?([^?#]*)\??([^#]*)$/;

/**
 * A server that listens on a socket has no host: its address names the folder that the socket lies in, as `host` in the query
 * or percent-encoded in the host's place (PostgreSQL's manual, 34.1.1.2). Neither is a URL to every library that reads one; so it
 * becomes `postgres://user@localhost:port/database?host=/folder`, which all read alike.
 *
 * @returns any other text as it is
 */
export function readPostgresUrl(text: string): string {
  const [, protocol, credentials = '', host, port = '', path, query] = PARTS.exec(text) ?? [];
  if (host === undefined || (host !== '' && !/^%2f/i.test(host))) return text;
  const folder = host === '' ? '' : `&host=${host.replaceAll('+', '%2B')}`;
  const parameters = new URLSearchParams(`${query}${folder}`);
  if (!parameters.has('host')) return text;
  return `${protocol}${credentials}${THIS_MACHINE}${port}${path}?${parameters}`;
}
