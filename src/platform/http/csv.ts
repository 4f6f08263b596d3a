/** Cells that a spreadsheet would treat as a formula (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;

type Cell = string | number | boolean | null;

/** Rows as CSV (RFC 4180) with a header line; no cell can become a formula. */
export function toCsv<Column extends string>(
  columns: readonly Column[],
  rows: Record<Column, Cell>[],
): string {
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

function cell(value: Cell): string {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
