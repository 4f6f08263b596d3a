/** Faults of the disk or of process limits that pass, or that an operator can mend without touching the mail. */
const PASSING = new Set([
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EROFS',
  'EMFILE',
  'ENFILE',
  'EACCES',
  'EPERM',
  'EBUSY',
  'ENOMEM',
]);

/** An object store failed. The message names the fault, never a key or an address. */
export class StorageUnavailable extends Error {
  /** The system's code, or the store's name for it. */
  readonly fault: string;

  constructor(cause: unknown) {
    const { code, name } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {};
    const fault = code ?? name ?? 'unknown fault';
    super(`The object store failed: ${fault}.`, { cause });
    this.fault = fault;
  }
}

/** Whether storing failed for a reason other than what was stored. */
export function isStorageUnavailable(error: unknown): error is Error {
  if (error instanceof StorageUnavailable) return true;
  return error instanceof Error && PASSING.has((error as NodeJS.ErrnoException).code ?? '');
}
