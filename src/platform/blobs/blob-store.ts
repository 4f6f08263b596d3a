import { type Readable } from 'node:stream';

/** The name of a blob: lower-case hexadecimal SHA-256 of its bytes. */
export type Sha256 = string;

/** First and last byte, both included, as in an HTTP range; without `end`, to the last byte. Or the `last` n bytes. */
export type ByteRange = { start: number; end?: number } | { last: number };

/**
 * Stores bytes under their own SHA-256: each sequence of bytes is stored once and never changed. Every method that
 * takes a digest throws `InvalidDigest` if it is not one.
 */
export interface BlobStore {
  /**
   * Stores the bytes durably before it resolves. Bytes already stored stay as they are. If `source` fails, nothing is
   * kept and the source's own error is thrown.
   */
  put(source: Readable | Uint8Array): Promise<{ sha256: Sha256; size: number }>;

  /**
   * @returns `size` of the whole blob, and the bytes of `range` (all if omitted) as a stream that the caller must read
   *   or destroy
   * @throws BlobMissing, RangeNotSatisfiable
   */
  open(sha256: Sha256, range?: ByteRange): Promise<{ size: number; stream: Readable }>;

  /** The whole blob in memory; for blobs known to be small (mail up to `MAX_RAW_BYTES`). @throws BlobMissing */
  read(sha256: Sha256): Promise<Buffer>;

  has(sha256: Sha256): Promise<boolean>;

  /**
   * How long bytes must have been doomed before `deleteIdle` is called. A store that cannot tell them from the same
   * bytes put meanwhile lets every put restart this time.
   */
  readonly doomedForMs: number;

  /**
   * Deletes a blob that nobody has put for `idleMs`: a put of the same bytes makes them young again. A put at the same
   * moment is not lost.
   *
   * @param by deadline by `Date.now()`; nothing is deleted after it, since a put might no longer wait for it
   * @returns false if the blob is too young, or somebody else is deleting it; true also if there is no such blob
   */
  deleteIdle(sha256: Sha256, idleMs: number, by: number): Promise<boolean>;

  /** Every stored digest, in no particular order; blobs put meanwhile may be missing. */
  list(): AsyncIterable<Sha256>;

  /**
   * Removes what crashed writers left behind, and completes deletions begun by any process, alive or dead.
   *
   * @param olderThanMs an age that no running upload reaches
   * @param idleMs as for `deleteIdle`
   * @returns how many unfinished uploads were removed
   */
  sweepTemporary(olderThanMs: number, idleMs: number): Promise<number>;

  /** Proves that a blob can be written, for readiness. @throws the storage's own error */
  check(): Promise<void>;
}

/** Error code of work that cannot continue because a blob is missing. */
export const BLOB_MISSING = 'blob_missing';

/** There is no blob with this digest. Usually this process looks in another folder than the one that wrote it. */
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

/** The range begins after the end of the blob, or ends before it begins (HTTP 416). */
export class RangeNotSatisfiable extends Error {
  override readonly name = 'RangeNotSatisfiable';

  constructor(
    readonly range: ByteRange,
    readonly size: number,
  ) {
    super(`The range ${inWords(range)} lies outside of ${size} bytes.`);
  }
}

const inWords = (range: ByteRange): string =>
  'last' in range ? `-${range.last}` : `${range.start}-${range.end ?? ''}`;

/** The text given as a digest is not one; it never becomes part of a path. */
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
 * The part of the range that is within a blob of this size.
 *
 * @throws RangeNotSatisfiable
 */
export function clampRange(range: ByteRange, size: number): { start: number; end: number } {
  const { start, end = Infinity } = 'last' in range ? { start: Math.max(0, size - range.last) } : range;
  const isSound = Number.isInteger(start) && start >= 0 && start < size && end >= start;
  if (!isSound) throw new RangeNotSatisfiable(range, size);
  return { start, end: Math.min(end, size - 1) };
}
