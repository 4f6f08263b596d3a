/** `>` quoting in all shapes: `>`, `> >`, `>>>`, indented, full width (`＞`), escaped twice (`&gt;`). */
const ANGLE = /^\s{0,20}(?:[>＞]|&gt;)/;
/** Supercite and the like: initials before the sign (`JD> `), but not a PowerShell prompt. */
const INITIALS = /^\s{0,4}(?!PS>)[A-Z][A-Za-z]{0,2}>(?:\s|$)/;
/** Quotes only right below an attribution: bars, colons, a name before the sign. */
const BELOW_ATTRIBUTION = /^\s{0,4}(?:[|¦:](?:\s|$|[|¦:>])|[\p{L}][\p{L}\p{N}_.-]{0,30}>(?:\s|$))/u;
const PREFIX = /^\s{0,20}(?:(?:[>＞]|&gt;)[ \t\u00a0\u3000]?)+/;

/** True for a line that quotes regardless of what is above it. */
export function isQuoteLine(line: string): boolean {
  return ANGLE.test(line) || INITIALS.test(line);
}

/** True for a line that quotes in the block right below an attribution line. */
export function isQuoteLineBelowAttribution(line: string): boolean {
  return isQuoteLine(line) || BELOW_ATTRIBUTION.test(line);
}

/** The line without its `>` prefixes. */
export function withoutQuotePrefix(line: string): string {
  return line.replace(PREFIX, '');
}
