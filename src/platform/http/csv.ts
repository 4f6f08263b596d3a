/** Cells that a spreadsheet would take for a formula (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV (RFC 4180) with a header line; no cell can become a formula. */
export function toCsv<Row extends object>(columns: readonly (keyof Row & string)[], rows: Row[]): string {
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value as string | number);
  const safe = FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
