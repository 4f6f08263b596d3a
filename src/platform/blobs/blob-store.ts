import { type Readable } from 'node:stream';

/** Where a blob lies: lower-case hexadecimal SHA-256 of its bytes. */
export type Sha256 = string;

/** First and last byte, both included, as in an HTTP range; without `end` up to the last byte. */
export interface ByteRange {
  start: number;
  end?: number;
}

/**
 * Keeps bytes under their own SHA-256: the same bytes lie there once, and what is there is never changed. Every method
 * that takes a digest throws `InvalidDigest` when it is none.
 */
export interface BlobStore {
  /**
   * Stores the bytes durably before it resolves. Bytes that are there already stay as they are. When `source` fails,
   * nothing is kept and the source's own error is thrown.
   */
  put(source: Readable | Uint8Array): Promise<{ sha256: Sha256; size: number }>;

  /**
   * @returns `size` of the whole blob, and the bytes of `range` (all when omitted) as a stream the caller must read or
   *   destroy
   * @throws BlobMissing, RangeNotSatisfiable
   */
  open(sha256: Sha256, range?: ByteRange): Promise<{ size: number; stream: Readable }>;

  /** The whole blob in memory; for what is known to be small (mail up to `MAX_RAW_BYTES`). @throws BlobMissing */
  read(sha256: Sha256): Promise<Buffer>;

  has(sha256: Sha256): Promise<boolean>;

  /**
   * How long bytes must have been doomed before `deleteIdle` is asked for: a store that cannot tell them from the same bytes
   * put meanwhile has every put begin this time anew.
   */
  readonly doomedForMs: number;

  /**
   * Deletes a blob that nobody has put for so long: whoever puts the same bytes makes them young again. A put that comes
   * at the same moment is not lost.
   *
   * @param by by `Date.now()`; nothing is deleted later, since a put might no longer wait for it
   * @returns false when it is too young, or somebody else is at it; true also when there is no such blob
   */
  deleteIdle(sha256: Sha256, idleMs: number, by: number): Promise<boolean>;

  /** Every stored digest, in no promised order; blobs put meanwhile may be missing. */
  list(): AsyncIterable<Sha256>;

  /**
   * Removes what crashed writers left behind, and ends deletions that others have begun, alive or dead.
   *
   * @param olderThanMs age that no living upload reaches
   * @param idleMs as for `deleteIdle`
   * @returns how many unfinished uploads were removed
   */
  sweepTemporary(olderThanMs: number, idleMs: number): Promise<number>;

  /** Proves that a blob can be written, for readiness. @throws the storage's own error */
  check(): Promise<void>;
}

/** Code of whatever cannot go on because a blob is missing. */
export const BLOB_MISSING = 'blob_missing';

/** There is no blob of this digest: most often one process looks into another folder than the one that wrote it. */
export class BlobMissing extends Error {
  override readonly name = 'BlobMissing';

  constructor(
    readonly sha256: Sha256,
    options?: ErrorOptions,
  ) {
    super(
      `This process finds no blob ${sha256}. All processes must share one store (DATA_DIR or STORAGE_URL).`,
      options,
    );
  }
}

/** The range begins behind the end of the blob, or ends before it begins (HTTP 416). */
export class RangeNotSatisfiable extends Error {
  override readonly name = 'RangeNotSatisfiable';

  constructor(
    readonly range: ByteRange,
    readonly size: number,
  ) {
    super(`The range ${range.start}-${range.end ?? ''} lies outside of ${size} bytes.`);
  }
}

/** What was given as a digest is none; it never becomes part of a path. */
export class InvalidDigest extends Error {
  override readonly name = 'InvalidDigest';

  constructor() {
    super('A blob is named by 64 lower-case hexadecimal digits.');
  }
}

/** @throws InvalidDigest */
export function assertDigest(sha256: string): void {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new InvalidDigest();
}

/**
 * The range as it lies within a blob of this size.
 *
 * @throws RangeNotSatisfiable
 */
export function clampRange(
  { start, end = Infinity }: ByteRange,
  size: number,
): { start: number; end: number } {
  const isSound = Number.isInteger(start) && start >= 0 && start < size && end >= start;
  if (!isSound) throw new RangeNotSatisfiable({ start, end }, size);
  return { start, end: Math.min(end, size - 1) };
}
