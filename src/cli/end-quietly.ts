/** Exit statuses by the shells' convention: 128 plus the number of SIGPIPE or SIGINT. */
const UNREAD = 141;
const INTERRUPTED = 130;

/** Ends a command silently if nobody reads on (`| head`) and on Ctrl-C; a server that it started ends with it. */
export function endQuietly(): void {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === 'EPIPE' ? UNREAD : 1),
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(INTERRUPTED));
  }
}
