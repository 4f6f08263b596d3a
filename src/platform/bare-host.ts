/** A URL's `hostname` as sockets and resolvers expect it: without the brackets of IPv6 (RFC 3986 §3.2.2). */
export const bareHost = (hostname: string): string =>
  hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
