const WAY_OUT = 'Set DATABASE_URL to use a PostgreSQL server of your own instead.';

/** What a line of the server's output means to the operator; the first match is shown. */
const CAUSES: ReadonlyArray<readonly [pattern: RegExp, cause: string]> = [
  [/No space left on device|ENOSPC/, 'The disk that holds DATA_DIR is full.'],
  [/Address already in use|could not bind/, 'The port is in use.'],
  [/could not map anonymous shared memory|Cannot allocate memory/, 'The machine has too little free memory.'],
  [
    /error while loading shared libraries/,
    'A library of the embedded PostgreSQL is missing: run npm ci again.',
  ],
  [
    /Permission denied|Operation not permitted|EACCES|EPERM/,
    'The server may not read or write a file it needs.',
  ],
  [/Read-only file system|EROFS/, 'DATA_DIR is on a read-only file system.'],
];

/**
 * The embedded PostgreSQL cannot be used. The message says what failed, the likely cause, the last lines of the
 * server's output, and that DATABASE_URL is the way out: an operator sees nothing else.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  /** The meaning of the program's output, in a sentence without paths; null if unknown. */
  readonly knownCause: string | null;

  constructor(
    problem: string,
    {
      output = '',
      cause,
    }: { /** Last lines of the failed program's output. */ output?: string; cause?: unknown } = {},
  ) {
    const said = [output.trim(), cause instanceof Error ? cause.message : ''].filter(Boolean).join('\n');
    const known = CAUSES.find(([pattern]) => pattern.test(said))?.[1] ?? null;
    const wayOut = problem.includes('DATABASE_URL') ? '' : WAY_OUT;
    const lines = [[problem, known, wayOut].filter(Boolean).join(' '), said && indent(said)];
    super(lines.filter(Boolean).join('\n'), { cause });
    this.knownCause = known;
  }
}

const indent = (text: string): string => text.replace(/^/gm, '  | ');
