import { Lexer, marked } from 'marked';
import { htmlToText } from '../html/html-to-text.js';
import { sanitiseHtml } from '../sanitise/sanitise-html.js';

/** Longer text can be made to take more than a moment. */
export const MAX_MARKDOWN_CHARS = 50_000;

/** The parser's time for a paragraph grows with its marks times its length. */
const MARK = /[*_~]/g;
/** In a word with an `@`, every character before it may begin an address; so many cost as much as one mark. */
const CHARS_PER_MARK = 16;
/** A third of a second. Markdown that people write stays below a hundredth of it. */
const MAX_TANGLE = 20_000_000;
const OPTIONS = { async: false, gfm: true, breaks: true } as const;

/**
 * Renders a reply in Markdown (GitHub's kind) for a mail. HTML in it is sanitised like a stranger's. A
 * paragraph with marks by the thousand means nothing and would hold up everybody else: the text stays as written.
 *
 * @param markdown at most `MAX_MARKDOWN_CHARS`
 * @returns null if it is nested too deeply to be parsed
 */
export function renderMarkdown(markdown: string): { html: string; text: string } | null {
  try {
    const rendered = isTangled(markdown) ? asWritten(markdown) : marked.parse(markdown, OPTIONS);
    const html = sanitiseHtml(rendered, { attachmentUrl: () => null });
    return { html, text: htmlToText(html) };
  } catch {
    return null; // limited by the parser's stack
  }
}

/** @throws if it is nested too deeply */
function isTangled(markdown: string): boolean {
  const lexer = new Lexer({ ...OPTIONS });
  lexer.blockTokens(markdown.replace(/\r\n?/g, '\n'), lexer.tokens);
  let tangle = 0;
  for (const { src } of lexer.inlineQueue) {
    tangle += src.length * (src.match(MARK)?.length ?? 0);
    for (const word of src.split(/\s/)) tangle += (word.lastIndexOf('@') + 1) ** 2 / CHARS_PER_MARK;
  }
  return tangle > MAX_TANGLE;
}

/** Paragraphs of plain text. */
function asWritten(markdown: string): string {
  const escaped = markdown.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const paragraphs = escaped.split(/\n[^\S\n]*\n/).map((paragraph) => paragraph.trim());
  return paragraphs.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`).join('\n');
}
