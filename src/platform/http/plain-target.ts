/** Scheme and authority of a target in absolute form, which is meant for proxies. */
const AUTHORITY = /^https?:\/\/[^/?#]*/i;

/** Characters that mean the same whether escaped or not (RFC 3986 §2.3): letters, digits, `-`, `.`, `_` and `~`. */
const ESCAPED_UNRESERVED = /%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/gi;

/**
 * The target of a request in the one spelling in which paths are compared, stored and shown: origin form (RFC 9112
 * §3.2.1), no needless escapes in its path (RFC 3986 §6.2.2.2), no fragment. The router finds a route by any spelling.
 */
export function plainTarget(target: string): string {
  if (/^\/[^%#]*$/.test(target)) return target;
  const [whole = ''] = target.split('#');
  const local = whole.replace(AUTHORITY, '');
  const path = /^[^?]*/.exec(local)![0];
  const isBare = path === '' && local !== whole;
  return (isBare ? '/' : path.replace(ESCAPED_UNRESERVED, unescaped)) + local.slice(path.length);
}

const unescaped = (escape: string): string => String.fromCharCode(Number.parseInt(escape.slice(1), 16));
