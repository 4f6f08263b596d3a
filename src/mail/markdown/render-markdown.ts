import { marked } from 'marked';
import { htmlToText } from '../html/html-to-text.js';
import { sanitiseHtml } from '../sanitise/sanitise-html.js';

/** Longer text takes more than a moment when it is made to. */
export const MAX_MARKDOWN_CHARS = 50_000;

/**
 * A reply written in Markdown (GitHub's kind), as mail has it. HTML within it is cleaned as a stranger's is.
 *
 * @param markdown at most `MAX_MARKDOWN_CHARS`
 * @returns null when it is nested too deeply to be read
 */
export function renderMarkdown(markdown: string): { html: string; text: string } | null {
  try {
    const rendered = marked.parse(markdown, { async: false, gfm: true, breaks: true });
    const html = sanitiseHtml(rendered, { attachmentUrl: () => null });
    return { html, text: htmlToText(html) };
  } catch {
    return null; // the parser's stack is the limit
  }
}
