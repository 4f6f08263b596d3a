export class ImportErrorView {
  /** From 1. */
  line: number;
  detail: string;
}

export class ImportView {
  object: 'suppression_import';
  /** Rows with data. */
  rows: number;
  /** Rows that said something new. */
  recorded: number;
  /** Rows that were known already. */
  unchanged: number;
  /** Entries that came onto the list or changed. */
  changed: number;
  failed: number;
  /** The first 1,000 faults. */
  errors: ImportErrorView[];
}
