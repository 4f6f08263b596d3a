/** Header fields as the Receiving API shows them: names in lower case, a repeated field as a list. */
export type HeaderView = Record<string, string | string[]>;

/** Splits off the header block of a mail and unfolds it (RFC 5322 §2.2.3). Values keep their encoded words. */
export function readHeaders(raw: Buffer): HeaderView {
  const fields = new Map<string, string[]>();
  for (const line of unfoldedLines(headerBlock(raw))) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const values = fields.get(name) ?? [];
    values.push(line.slice(colon + 1).trim());
    fields.set(name, values);
  }
  const entries = [...fields].map(
    ([name, values]) => [name, values.length === 1 ? values[0] : values] as const,
  );
  return Object.fromEntries(entries) as HeaderView;
}

/** All values of one field. */
export function headerValues(headers: HeaderView, name: string): string[] {
  return Object.hasOwn(headers, name) ? [headers[name] ?? []].flat() : [];
}

/** The addresses in the `for` clauses of Received fields (RFC 5321 §4.4), without duplicates. */
export function readReceivedFor(headers: HeaderView): string[] {
  const found = headerValues(headers, 'received').flatMap((value) => {
    const match = /\bfor <?([^\s<>;]+@[^\s<>;]+)>?/i.exec(value);
    return match?.[1] === undefined ? [] : [match[1]];
  });
  return [...new Set(found)];
}

function headerBlock(raw: Buffer): string {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  const ends = [crlf, lf].filter((end) => end >= 0);
  return raw.subarray(0, ends.length > 0 ? Math.min(...ends) : raw.length).toString('utf8');
}

function unfoldedLines(block: string): string[] {
  const lines: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const last = lines.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) lines[last] += ` ${line.trim()}`;
    else lines.push(line);
  }
  return lines;
}
