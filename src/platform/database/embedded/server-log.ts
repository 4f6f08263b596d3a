import {
  chownSync,
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
} from 'node:fs';
import type { ServerHome } from './server-home.js';

/** Enough for weeks of a healthy server; including the one older file, at most twice this is kept. */
const MAX_LOG_BYTES = 5 * 1024 * 1024;
const TAIL_BYTES = 4096;
const TAIL_LINES = 15;

/**
 * Opens the server's log for appending, so that it can be truncated while the server writes. Returns the descriptor.
 */
export function openServerLog(home: ServerHome): number {
  boundServerLog(home);
  const descriptor = openSync(home.logFile, 'a', 0o600);
  if (home.account) chownSync(home.logFile, home.account.uid, home.account.gid);
  return descriptor;
}

/** Copies a log that has grown too long to `server.log.1` and empties it; called at start and every minute. */
export function boundServerLog(home: ServerHome): void {
  if (sizeOf(home.logFile) <= MAX_LOG_BYTES) return;
  copyFileSync(home.logFile, `${home.logFile}.1`);
  truncateSync(home.logFile, 0);
}

/** Bytes written so far: the output of the next start begins here. */
export const serverLogBytes = (home: ServerHome): number => sizeOf(home.logFile);

/** The last lines the server wrote after `fromByte`. */
export function serverLogTail(home: ServerHome, fromByte: number): string {
  const descriptor = openSync(home.logFile, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const start = Math.max(fromByte, size - TAIL_BYTES);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    readSync(descriptor, bytes, 0, bytes.length, start);
    return lastLines(bytes.toString('utf8'));
  } finally {
    closeSync(descriptor);
  }
}

/** The end of a program's output, short enough for an error message. */
export const lastLines = (output: string): string =>
  output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
