/** The `hostname` of a URL as sockets and resolvers take it: an IPv6 address stands in brackets there (RFC 3986 §3.2.2). */
export const bareHost = (hostname: string): string =>
  hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
