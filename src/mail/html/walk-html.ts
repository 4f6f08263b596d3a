import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/**
 * Receives the events of `walkHtml` in document order. Names are in lower case; every opened container is closed once.
 */
export interface HtmlVisitor {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Deeper containers are read but not tracked, which limits the cost of a close tag; real mail stays below 100. */
const MAX_TRACKED_DEPTH = 256;

/** Elements whose text is not read in a mail. */
export const UNREAD: ReadonlySet<string> = new Set(
  'script style title template noframes object svg math select'.split(' '),
);

const VOID = new Set(
  'area base basefont br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);

/**
 * Reads HTML as a flat stream of events, in one pass and without recursion. htmlparser2's `Parser` is quadratic for
 * 100,000 nested tags, because it keeps open elements in an array that it shifts and searches. Its `Tokenizer` is
 * linear, so the open elements are kept here, at most `MAX_TRACKED_DEPTH` of them.
 */
export function walkHtml(html: string, visitor: HtmlVisitor): void {
  const tokenizer = new Tokenizer({ decodeEntities: true }, new Walk(html, visitor));
  tokenizer.write(html);
  tokenizer.end();
}

class Walk implements TokenizerCallbacks {
  private readonly opened: string[] = [];
  private untracked = 0;
  private name = '';
  private attributes: Record<string, string> = {};
  private attributeName = '';
  private attributeValue = '';

  constructor(
    private readonly html: string,
    private readonly visitor: HtmlVisitor,
  ) {}

  ontext(start: number, end: number): void {
    this.visitor.text(this.html.slice(start, end));
  }

  ontextentity(codePoint: number): void {
    this.visitor.text(String.fromCodePoint(codePoint));
  }

  onopentagname(start: number, end: number): void {
    this.name = this.html.slice(start, end).toLowerCase();
    this.attributes = {};
  }

  onattribname(start: number, end: number): void {
    this.attributeName = this.html.slice(start, end).toLowerCase();
    this.attributeValue = '';
  }

  onattribdata(start: number, end: number): void {
    this.attributeValue += this.html.slice(start, end);
  }

  onattribentity(codePoint: number): void {
    this.attributeValue += String.fromCodePoint(codePoint);
  }

  onattribend(quote: QuoteType): void {
    if (quote !== QuoteType.NoValue) this.attributes[this.attributeName] ??= this.attributeValue;
  }

  onopentagend(): void {
    this.openElement(VOID.has(this.name));
  }

  /**
   * HTML ignores the slash of `<div/>` and `<br/>`. It closes `<svg/>` (HTML Standard §13.2.6.5), and writers of
   * `<title/>` mean it to: left open, it would swallow the words of the mail.
   */
  onselfclosingtag(): void {
    this.openElement(VOID.has(this.name) || UNREAD.has(this.name));
  }

  onclosetag(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase();
    if (this.untracked > 0) {
      this.untracked -= 1;
      return;
    }
    const at = this.opened.lastIndexOf(name);
    if (at < 0) return;
    while (this.opened.length > at) this.visitor.close(this.opened.pop() ?? name);
  }

  onend(): void {
    while (this.opened.length > 0) this.visitor.close(this.opened.pop() ?? '');
  }

  private openElement(isEmpty: boolean): void {
    if (isEmpty) {
      this.visitor.open(this.name, this.attributes);
      this.visitor.close(this.name);
    } else if (this.opened.length < MAX_TRACKED_DEPTH) {
      this.opened.push(this.name);
      this.visitor.open(this.name, this.attributes);
    } else {
      this.untracked += 1;
    }
  }

  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
}
