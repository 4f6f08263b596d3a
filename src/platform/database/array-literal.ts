type Element = string | number | boolean | Date | null;

/** Array elements that need no quotes: no comma, brace, quote, backslash or white space, and never empty. */
const PLAIN = /^[\w@.:+=/!#$%&*?^`|~'-]+$/;

/**
 * PostgreSQL's text form of an array (§8.15.2 of its manual), for parameters with thousands of elements: the driver
 * makes five strings of each element, this function none for almost all.
 */
export function arrayLiteral(elements: readonly Element[]): string {
  return `{${elements.map(toText).join(',')}}`;
}

function toText(element: Element): string {
  if (element === null) return 'NULL';
  if (element instanceof Date) return element.toISOString();
  if (typeof element !== 'string') return String(element);
  if (PLAIN.test(element) && !/^null$/i.test(element)) return element;
  return `"${element.replaceAll(/["\\]/g, '\\$&')}"`;
}
