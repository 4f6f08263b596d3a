import { decodeHTMLAttribute } from 'entities/decode';
import { contentIdsOf } from '../content-id.js';

/** Places where HTML loads a resource: attributes and CSS `url(…)`. */
const REFERENCE =
  /(?:\b(?:src|background|href|data|poster)\s*=\s*|url\(\s*)(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s"'>)]{1,1000}))/gi;
const CID = /\bcid:[^\s"'<>)]{1,500}/gi;

/**
 * What an HTML body refers to: `cid:` with the Content-ID in lower case (senders change its case), other references
 * as they are written.
 */
export function findReferences(html: string): Set<string> {
  const references = new Set<string>();
  const add = (written: string) => {
    const reference = decodeHTMLAttribute(written)
      .replace(/[\t\r\n]/g, '')
      .trim();
    const ids = contentIdsOf(reference);
    for (const id of ids) references.add(`cid:${id.toLowerCase()}`);
    if (ids.length === 0 && !/^data:/i.test(reference)) references.add(reference);
  };
  for (const match of html.matchAll(REFERENCE)) add(match[1] ?? match[2] ?? match[3] ?? '');
  for (const [written] of html.matchAll(CID)) add(written);
  return references;
}
