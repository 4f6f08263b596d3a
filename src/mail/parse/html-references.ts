/** Places where HTML loads a resource: attributes and CSS `url(…)`. */
const REFERENCE =
  /(?:\b(?:src|background|href|data|poster)\s*=\s*|url\(\s*)(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s"'>)]{1,1000}))/gi;
const CID = /\bcid:([^\s"'<>)]{1,500})/gi;

/**
 * What an HTML body refers to: `cid:` with the Content-ID in lower case (RFC 2392: percent escapes undone; senders
 * change its case), other references as they are written.
 */
export function findReferences(html: string): Set<string> {
  const references = new Set<string>();
  for (const match of html.matchAll(REFERENCE)) {
    const reference = (match[1] ?? match[2] ?? match[3] ?? '').trim();
    if (!/^data:/i.test(reference)) references.add(decodeEntities(reference));
  }
  for (const match of html.matchAll(CID))
    references.add(`cid:${decodePercent(decodeEntities(match[1] ?? '')).toLowerCase()}`);
  return references;
}

function decodeEntities(text: string): string {
  return text.replace(/&amp;/gi, '&').replace(/&#64;/g, '@');
}

/** `%` escapes that are no UTF-8 stay as they are. */
function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) =>
    Buffer.from(escaped.replaceAll('%', ''), 'hex').toString(),
  );
}
