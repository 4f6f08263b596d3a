/** Faults of the disk or of process limits that pass, or that an operator mends without touching the mail. */
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

/** Whether storing failed for a reason that lies outside of what was stored. */
export function isStorageUnavailable(error: unknown): error is Error {
  return error instanceof Error && PASSING.has((error as NodeJS.ErrnoException).code ?? '');
}
