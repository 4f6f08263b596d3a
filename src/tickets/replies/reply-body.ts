import { renderMarkdown } from '../../mail/markdown/render-markdown.js';
import { sanitiseHtml } from '../../mail/sanitise/sanitise-html.js';
import { invalid } from '../../platform/http/validation.js';
import type { NewReply } from './reply.dto.js';

/** The body to send: always text, and HTML if there was Markdown or HTML. @throws Problem validation-failed */
export function bodyOf({ text, markdown, html }: NewReply): { text: string; html: string | null } {
  if (markdown !== undefined && html !== undefined) throw invalid('html', 'send markdown or html, not both');
  if (markdown !== undefined) {
    const rendered = renderMarkdown(markdown);
    if (rendered === null) throw invalid('markdown', 'is nested too deeply');
    const words = text ?? rendered.text;
    if (words === '') throw invalid('markdown', 'shows nothing');
    return { html: rendered.html, text: words };
  }
  const clean = html === undefined ? null : sanitiseHtml(html, { attachmentUrl: () => null });
  return { text: text ?? '', html: clean };
}
