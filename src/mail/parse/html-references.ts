import { contentIdsOf } from '../content-id.js';
import { type HtmlVisitor, walkHtml } from '../html/walk-html.js';

/** Attributes by which an element loads what it shows. A `cid:` URL counts in any attribute (`o:href` of VML). */
const LOADING = new Set(['src', 'background', 'href', 'data', 'poster']);
const CSS_URL = /url\(\s*(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s"'>)]{1,1000}))/gi;

/**
 * What an HTML body loads by attributes, style sheets and styles: `cid:` with the Content-ID in lower case (senders
 * change its case), other references as written. Text and comments load nothing.
 */
export function findReferences(html: string): Set<string> {
  const collector = new Collector();
  walkHtml(html, collector);
  return collector.references;
}

class Collector implements HtmlVisitor {
  readonly references = new Set<string>();
  private inStyleSheet = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'style') this.inStyleSheet = true;
    for (const [attribute, value] of Object.entries(attributes)) {
      if (attribute === 'style') this.addUrls(value);
      else this.add(value, LOADING.has(attribute));
    }
  }

  close(name: string): void {
    if (name === 'style') this.inStyleSheet = false;
  }

  text(text: string): void {
    if (this.inStyleSheet) this.addUrls(text);
  }

  private addUrls(css: string): void {
    for (const match of css.matchAll(CSS_URL)) this.add(match[1] ?? match[2] ?? match[3] ?? '', true);
  }

  private add(written: string, isLoaded: boolean): void {
    const reference = written.replace(/[\t\r\n]/g, '').trim();
    const ids = contentIdsOf(reference);
    for (const id of ids) this.references.add(`cid:${id.toLowerCase()}`);
    if (ids.length === 0 && isLoaded && !/^data:/i.test(reference)) this.references.add(reference);
  }
}
