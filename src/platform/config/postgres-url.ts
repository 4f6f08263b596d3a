/** Host in the URL of a server reached by its socket: the URL must name a host, which nobody looks up. */
const THIS_MACHINE = 'localhost';

/**
 * A server that listens on a socket has no host: its address names the socket's folder, as `host` in the query or
 * percent-encoded in place of the host (PostgreSQL's manual, 34.1.1.2). Not every library accepts either form as a URL,
 * so it becomes `postgres://user@localhost:port/database?host=/folder`, which all read alike.
 *
 * @returns any other text unchanged
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
