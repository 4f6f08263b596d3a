/**
 * A structured field value with a space for each comment (RFC 5322 §3.2.2). Comments nest; a parenthesis in a quoted
 * string or behind a backslash is text, and so is one whose partner is missing.
 */
export function blankComments(value: string): string {
  if (!value.includes('(')) return value;
  let kept = '';
  let from = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    const char = value[at];
    if (char === '\\') at++;
    else if (char === '"' && depth === 0) quoted = !quoted;
    else if (char === '(' && !quoted) {
      if (depth++ === 0) {
        kept += value.slice(from, at);
        from = at;
      }
    } else if (char === ')' && depth > 0 && --depth === 0) {
      kept += ' ';
      from = at + 1;
    }
  }
  return kept + value.slice(from);
}
