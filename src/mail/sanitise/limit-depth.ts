import { Tokenizer } from 'htmlparser2';

type Callbacks = ConstructorParameters<typeof Tokenizer>[1];

const VOID = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);

/** Elements whose content the tokenizer reads as text up to the end tag; their tags stay at any depth. */
const RAW_TEXT = new Set(['script', 'style', 'title', 'textarea', 'xmp']);

/**
 * SVG and MathML are always cut. None of it is allowed, and htmlparser2's second stack for them does not shrink on
 * `<svg/>` or an implied end (350,000 of them took 37 s).
 */
const FOREIGN = new Set('svg math mi mo mn ms mtext annotation-xml foreignobject desc'.split(' '));

/** Replaces a cut tag, so that `<` or `&l` before it and the text behind it do not form a tag or an entity. */
const CUT = '<!---->';

const PARAGRAPH = new Set(['p']);
const CELLS = new Set(['td', 'th']);
const TERMS = new Set(['dd', 'dt']);
const SECTIONS = new Set(['thead', 'tbody']);

/**
 * Elements whose start tag ends the open elements listed (HTML §13.1.2.4, optional tags), so that a mail with a
 * thousand unclosed `<p>` or `<li>` counts as flat. This follows htmlparser2, whose depth is to be limited.
 */
const CLOSES = new Map<string, Set<string>>([
  ...'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form'
    .concat(' header hr main nav ol pre section table ul')
    .split(' ')
    .map((name): [string, Set<string>] => [name, PARAGRAPH]),
  ['li', new Set(['li'])],
  ['tr', new Set(['tr', ...CELLS])],
  ['td', new Set(['thead', ...CELLS])],
  ['th', new Set(['th'])],
  ['tbody', SECTIONS],
  ['tfoot', SECTIONS],
  ['dd', TERMS],
  ['dt', TERMS],
  ['option', new Set(['option'])],
  ['optgroup', new Set(['option', 'optgroup'])],
  ['body', new Set(['head', 'link', 'script'])],
]);

/** Tracks the open elements of one document and cuts the tags that are too deep. */
class DepthLimiter {
  private readonly open: string[] = [];
  private readonly openCount = new Map<string, number>();
  private readonly kept: string[] = [];
  private keptUpTo = 0;
  private tag = { name: '', start: 0 };

  constructor(
    private readonly html: string,
    private readonly maxDepth: number,
  ) {}

  run(): string {
    const nothing = (): void => {};
    const callbacks: Callbacks = {
      onopentagname: (start, end) => this.startTag(start, end),
      onopentagend: (end) => this.endStartTag(end, false),
      onselfclosingtag: (end) => this.endStartTag(end, true),
      onclosetag: (start, end) => this.endTag(start, end),
      ...{ onattribdata: nothing, onattribentity: nothing, onattribend: nothing, onattribname: nothing },
      ...{ oncdata: nothing, oncomment: nothing, ondeclaration: nothing, onprocessinginstruction: nothing },
      ...{ ontext: nothing, ontextentity: nothing, onend: nothing },
    };
    const tokenizer = new Tokenizer({ decodeEntities: false }, callbacks);
    tokenizer.write(this.html);
    tokenizer.end();
    return this.kept.length === 0 ? this.html : this.kept.join('') + this.html.slice(this.keptUpTo);
  }

  private startTag(start: number, end: number): void {
    this.tag = { name: this.html.slice(start, end).toLowerCase(), start: start - 1 };
  }

  private endStartTag(end: number, selfClosing: boolean): void {
    const { name, start } = this.tag;
    this.closeImplied(name);
    if (VOID.has(name)) return;
    const isEmpty = selfClosing && (name === 'title' || this.isForeign(name));
    const isTooDeep = this.open.length >= this.maxDepth && (selfClosing || !RAW_TEXT.has(name));
    if (isEmpty || isTooDeep || FOREIGN.has(name)) this.cut(start, end + 1);
    if (isEmpty) return;
    this.open.push(name);
    this.openCount.set(name, (this.openCount.get(name) ?? 0) + 1);
  }

  private endTag(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase();
    const isOpen = this.isOpen(name);
    while (isOpen && this.open.at(-1) !== name) this.pop();
    if (isOpen) this.pop();
    const isTooDeep = isOpen && this.open.length >= this.maxDepth && !RAW_TEXT.has(name);
    if (!isTooDeep && !FOREIGN.has(name)) return;
    const close = this.html.indexOf('>', end);
    this.cut(this.html.lastIndexOf('</', start), close === -1 ? this.html.length : close + 1);
  }

  private closeImplied(name: string): void {
    const closed = CLOSES.get(name);
    if (!closed) return;
    while (closed.has(this.open.at(-1) ?? '')) this.pop();
  }

  /** Inside SVG and MathML `/>` ends an element; in HTML it has no meaning. */
  private isForeign(name: string): boolean {
    return name === 'svg' || name === 'math' || this.isOpen('svg') || this.isOpen('math');
  }

  private isOpen(name: string): boolean {
    return (this.openCount.get(name) ?? 0) > 0;
  }

  private pop(): void {
    const name = this.open.pop() ?? '';
    this.openCount.set(name, (this.openCount.get(name) ?? 1) - 1);
  }

  private cut(start: number, end: number): void {
    this.kept.push(this.html.slice(this.keptUpTo, start), CUT);
    this.keptUpTo = end;
  }
}

/**
 * Removes the start and end tags of elements nested deeper than `maxDepth`; their text and children stay, one level up.
 * SVG and MathML tags are removed at any depth. Linear: it uses only the tokenizer of the sanitiser's parser, whose
 * element stack is quadratic in the depth (97,000 nested `<div>` take seconds there).
 *
 * @returns the same string if there is nothing to cut
 */
export function limitDepth(html: string, maxDepth: number): string {
  return new DepthLimiter(html, maxDepth).run();
}
