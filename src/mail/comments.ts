/**
 * Maps the start of each comment of a structured field value (RFC 5322 §3.2.2) to its end, behind the last parenthesis.
 * Comments nest. A parenthesis is text if it is in a quoted string, behind a backslash or unpaired.
 */
export function findComments(value: string): Map<number, number> {
  const comments = new Map<number, number>();
  if (!value.includes('(')) return comments;
  let start = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    const char = value[at];
    if (char === '\\') at++;
    else if (char === '"' && depth === 0) quoted = !quoted;
    else if (char === '(' && !quoted) {
      if (depth++ === 0) start = at;
    } else if (char === ')' && depth > 0 && --depth === 0) comments.set(start, at + 1);
  }
  return comments;
}

/** Replaces each comment of the value by one space. */
export function blankComments(value: string): string {
  return replaceComments(value, () => ' ');
}

/** Replaces each comment of the value by spaces of the same length, so that offsets stay valid. */
export function coverComments(value: string): string {
  return replaceComments(value, (length) => ' '.repeat(length));
}

function replaceComments(value: string, replacement: (length: number) => string): string {
  let kept = '';
  let from = 0;
  for (const [start, end] of findComments(value)) {
    kept += value.slice(from, start) + replacement(end - start);
    from = end;
  }
  return kept + value.slice(from);
}
