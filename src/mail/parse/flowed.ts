/**
 * Joins the lines of a format=flowed text (RFC 3676 §4) into paragraphs. A line that ends in a space continues in the
 * next one of the same quote depth, except the signature separator `-- `. Space-stuffing is undone.
 *
 * @param delSp the sender added the space at the end (DelSp=yes), so it is removed
 */
export function unwrapFlowed(text: string, delSp: boolean): string {
  const out: string[] = [];
  let paragraph: { depth: number; pieces: string[] } | null = null;
  const close = () => {
    if (paragraph) out.push(quoteMarks(paragraph.depth) + paragraph.pieces.join(''));
    paragraph = null;
  };
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line);
    const content = line.slice(depth).replace(/^ /, '');
    if (paragraph && paragraph.depth !== depth) close();
    if (content === '-- ') {
      close();
      out.push(quoteMarks(depth) + content);
      continue;
    }
    const flows = content.endsWith(' ');
    paragraph ??= { depth, pieces: [] };
    paragraph.pieces.push(flows && delSp ? content.slice(0, -1) : content);
    if (!flows) close();
  }
  close();
  return out.join('\n');
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line[depth] === '>') depth++;
  return depth;
}

function quoteMarks(depth: number): string {
  return depth === 0 ? '' : `${'>'.repeat(depth)} `;
}
