import { marked } from 'marked';
import { htmlToText } from '../html/html-to-text.js';
import { sanitiseHtml } from '../sanitise/sanitise-html.js';

/** Longer text can be made to take more than a moment. */
export const MAX_MARKDOWN_CHARS = 50_000;

/**
 * Renders a reply in Markdown (GitHub's kind) for a mail. HTML in it is sanitised like a stranger's.
 *
 * @param markdown at most `MAX_MARKDOWN_CHARS`
 * @returns null if it is nested too deeply to be parsed
 */
export function renderMarkdown(markdown: string): { html: string; text: string } | null {
  try {
    const rendered = marked.parse(markdown, { async: false, gfm: true, breaks: true });
    const html = sanitiseHtml(rendered, { attachmentUrl: () => null });
    return { html, text: htmlToText(html) };
  } catch {
    return null; // limited by the parser's stack
  }
}
