export class ImportErrorView {
  /** Line of the file, from 1. */
  line: number;
  detail: string;
}

export class ImportView {
  object: 'suppression_import';
  /** Rows with data. */
  rows: number;
  /** Rows that were new. */
  recorded: number;
  /** Rows that were already known. */
  unchanged: number;
  /** Entries that were added to the list or changed. */
  changed: number;
  failed: number;
  /** The first 1,000 faults. */
  errors: ImportErrorView[];
}
