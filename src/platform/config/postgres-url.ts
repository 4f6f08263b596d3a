/** What a URL calls the host of a server that is reached by its socket: it must name one, and nobody looks it up. */
const THIS_MACHINE = 'localhost';

/**
 * A server that listens on a socket has no host: its address names the folder that the socket lies in, as `host` in the query
 * or percent-encoded in the host's place (PostgreSQL's manual, 34.1.1.2). Neither is a URL to every library that reads one; so it
 * becomes `postgres://user@localhost:port/database?host=/folder`, which all read alike.
 *
 * @returns any other text as it is
 */
export function readPostgresUrl(text: string): string {
  const [address = '', query = ''] = text.split('?');
  const [protocol = '', , authority = '', ...path] = address.split('/');
  const [user, server] = splitAt(authority, authority.lastIndexOf('@') + 1);
  const [host = '', ...port] = server.split(':');
  if (host !== '' && !/^%2f/i.test(host)) return text;
  const folder = host === '' ? '' : `&host=${host.replaceAll('+', '%2B')}`;
  const parameters = new URLSearchParams(query + folder);
  if (!parameters.has('host')) return text;
  const where = [user + THIS_MACHINE, ...port].join(':');
  return `${[protocol, '', where, ...path].join('/')}?${parameters.toString()}`;
}

const splitAt = (text: string, at: number) => [text.slice(0, at), text.slice(at)] as const;
