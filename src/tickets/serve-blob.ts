import type { FastifyReply } from 'fastify';
import { type BlobStore, type ByteRange, RangeNotSatisfiable } from '../platform/blobs/blob-store.js';
import { Problem } from '../platform/problem/problem.js';
import { RANGE_REFUSED } from './problems.js';

/** What a browser may do with a file from a stranger: save it. */
const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
  'x-frame-options': 'DENY',
};

/** Streams a blob as a download, or the one range of it that was asked for. */
export async function serveBlob(
  reply: FastifyReply,
  blobs: BlobStore,
  file: { sha256: string; filename: string; contentType: string; range: string | undefined },
): Promise<void> {
  const range = parseRange(file.range);
  const { size, stream } = await openBlob(blobs, file.sha256, range);
  const headers: Record<string, string | number> = {
    ...SAFE_HEADERS,
    'content-type': file.contentType,
    'content-disposition': contentDisposition(file.filename),
    'accept-ranges': 'bytes',
    etag: `"${file.sha256}"`,
  };
  if (range === null) {
    void reply.headers({ ...headers, 'content-length': size }).send(stream);
    return;
  }
  const end = Math.min(range.end ?? size - 1, size - 1);
  headers['content-range'] = `bytes ${range.start}-${end}/${size}`;
  headers['content-length'] = end - range.start + 1;
  void reply.status(206).headers(headers).send(stream);
}

async function openBlob(blobs: BlobStore, sha256: string, range: ByteRange | null) {
  try {
    return await blobs.open(sha256, range ?? undefined);
  } catch (error) {
    if (error instanceof RangeNotSatisfiable) {
      throw new Problem(RANGE_REFUSED, `The file has ${error.size} bytes.`, [], { cause: error });
    }
    throw error;
  }
}

/**
 * One range with a start. Everything else is answered with the whole file: what asks for more, as RFC 9110 §14.2 allows, and
 * what ends before it starts, which is no range (§14.1.1).
 */
function parseRange(header: string | undefined): ByteRange | null {
  const [, start, end] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (start === undefined || (end && Number(end) < Number(start))) return null;
  return end ? { start: Number(start), end: Number(end) } : { start: Number(start) };
}

/** RFC 6266 with an ASCII fallback; the name is clean already, and nothing but printable ASCII leaves here raw. */
function contentDisposition(filename: string): string {
  const ascii = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
