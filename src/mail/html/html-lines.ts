import { markOf, type HtmlMark } from './html-marks.js';
import { type Spacing, spacingOf } from './spacing.js';
import { type HtmlVisitor, UNREAD, walkHtml } from './walk-html.js';

/** One line of text made from HTML. */
export interface HtmlLine {
  /** Trimmed; in preformatted text only at the end. Empty for the blank line between two blocks. */
  text: string;
  /** The strongest mark around the line, except boxes; null outside all marks. */
  mark: (typeof MARK_RANK)[number] | null;
  /** The box around the line, whatever its mark. */
  box: 'box' | 'section' | null;
}

/** Elements that start a new line; true if with a blank line before and after. */
const BLOCKS: ReadonlyMap<string, boolean> = new Map([
  ...'address article aside body center dd div dl dt fieldset figcaption figure footer form header hr html legend li main nav section summary tbody tfoot thead tr'
    .split(' ')
    .map((name): [string, boolean] => [name, false]),
  ...'blockquote caption h1 h2 h3 h4 h5 h6 ol p pre table ul'
    .split(' ')
    .map((name): [string, boolean] => [name, true]),
]);

/** The alt text of pictures that Gmail and others show for an emoji. */
const EMOJI =
  /^(?:[\p{Extended_Pictographic}\p{Regional_Indicator}]|\p{Emoji_Modifier}|\u200d|\ufe0f|[\d#*]\ufe0f?\u20e3){1,16}$/u;

const MARK_RANK = ['rest', 'quote', 'citation', 'signature'] as const;

/** Lays HTML out as lines, with at most one blank line in a row and none at the start or the end. */
export function layOutHtml(html: string): HtmlLine[] {
  const layout = new Layout();
  walkHtml(html, layout);
  return layout.finish();
}

class Layout implements HtmlVisitor {
  private readonly lines: HtmlLine[] = [];
  private readonly openMarks: Array<HtmlMark | null> = [];
  private readonly marks: Record<HtmlMark, number> = {
    quote: 0,
    citation: 0,
    box: 0,
    section: 0,
    editor: 0,
    rest: 0,
    signature: 0,
  };
  private current: string[] = [];
  private hasWords = false;
  /** True if the next line with words is the first of a list item, even if a paragraph begins in between. */
  private bullet = false;
  private endsInSpace = true;
  private unread = 0;
  private readonly spacings: Spacing[] = [];
  private blankWanted = false;
  /** The number of lines above the innermost editor's box. */
  private aboveEditor = -1;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (UNREAD.has(name)) this.unread += 1;
    this.spacings.push(spacingOf(name, attributes) ?? this.spacing);
    if (name === 'br') this.breakLine();
    if (name === 'hr') this.draw();
    if (name === 'img' && EMOJI.test(attributes['alt'] ?? '')) this.text(attributes['alt'] ?? '');
    if (name === 'td' || name === 'th') this.startCell();
    const block = BLOCKS.get(name);
    if (block !== undefined) this.startBlock(block);
    const mark = markOf(name, attributes);
    if (mark !== null) this.endLine();
    this.openMarks.push(mark);
    if (mark !== null) this.marks[mark] += 1;
    if (mark === 'editor') this.aboveEditor = this.lines.length;
    if (name === 'li') this.bullet = true;
  }

  close(name: string): void {
    if (UNREAD.has(name)) this.unread -= 1;
    const block = BLOCKS.get(name);
    if (block !== undefined) this.startBlock(block);
    if (name === 'li') this.bullet = false;
    this.spacings.pop();
    const mark = this.openMarks.pop() ?? null;
    if (mark === null) return;
    this.endLine();
    if (mark !== 'rest') this.marks[mark] -= 1;
  }

  text(text: string): void {
    if (this.unread > 0) return;
    if (this.spacing === 'collapsed') this.flow(text);
    else this.preformatted(text);
  }

  private get spacing(): Spacing {
    return this.spacings.at(-1) ?? 'collapsed';
  }

  finish(): HtmlLine[] {
    this.endLine();
    while (this.lines.at(-1)?.text === '') this.lines.pop();
    return this.lines;
  }

  private flow(text: string): void {
    let collapsed = text.replace(/[ \t\r\n\f\v]+/g, ' ').replaceAll('\u00a0', ' ');
    if (this.endsInSpace && collapsed.startsWith(' ')) collapsed = collapsed.trimStart();
    if (collapsed === '') return;
    this.current.push(collapsed);
    this.hasWords ||= collapsed.trim() !== '';
    this.endsInSpace = collapsed.endsWith(' ');
  }

  private preformatted(text: string): void {
    for (const [index, line] of text.replace(/\r\n?/g, '\n').split('\n').entries()) {
      if (index > 0) this.breakLine();
      if (line === '') continue;
      if (this.spacing === 'lines') {
        this.flow(line);
        continue;
      }
      this.current.push(line);
      this.hasWords ||= line.trim() !== '';
    }
  }

  private startBlock(blankLine: boolean): void {
    this.endLine();
    this.blankWanted ||= blankLine;
  }

  private startCell(): void {
    if (!this.hasWords) return;
    this.current.push('\t');
    this.endsInSpace = true;
  }

  /** A line drawn at the top of an editor's box means that the box holds only an earlier mail. */
  private draw(): void {
    this.endLine();
    if (this.marks.editor > 0 && this.lines.length === this.aboveEditor) this.marks.rest += 1;
  }

  /** A forced break; on an empty line it asks for a blank line. */
  private breakLine(): void {
    if (!this.hasWords) this.blankWanted = true;
    this.endLine();
  }

  private endLine(): void {
    if (this.hasWords) {
      const joined = this.current.join('');
      if (this.blankWanted && this.lines.length > 0) this.push('');
      const words = this.spacing === 'kept' ? joined.trimEnd() : joined.trim();
      this.push(this.bullet ? `• ${words}` : words);
      this.bullet = false;
      this.blankWanted = false;
    }
    this.current = [];
    this.hasWords = false;
    this.endsInSpace = true;
  }

  private push(text: string): void {
    const mark = MARK_RANK.find((name) => this.marks[name] > 0) ?? null;
    const box = this.marks.box > 0 ? 'box' : this.marks.section > 0 ? 'section' : null;
    this.lines.push({ text, mark, box });
  }
}
