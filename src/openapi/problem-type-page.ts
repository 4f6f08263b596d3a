import type { ProblemType } from '../platform/problem/problem.js';

/** One problem type as a page; nothing in it comes from outside. */
export function problemTypePage({ code, status, title, description }: ProblemType): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${code}: ${title}</title>
<h1>${title}</h1>
<p><code>${code}</code>, status ${status}</p>
<p>${marked(escaped(description))}</p>
</html>
`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const marked = (text: string): string => text.replace(/`([^`]+)`/g, '<code>$1</code>');
