import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type BlobStore,
  type ByteRange,
  clampRange,
  RangeNotSatisfiable,
} from '../platform/blobs/blob-store.js';
import { hasAlready } from '../platform/http/not-modified.js';
import { Problem } from '../platform/problem/problem.js';
import { RANGE_REFUSED } from './problems.js';

/** A browser may do only one thing with a file from a stranger: save it. */
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
  request: FastifyRequest,
  reply: FastifyReply,
  blobs: BlobStore,
  file: { sha256: string; filename: string; contentType: string },
): Promise<void> {
  const etag = `"${file.sha256}"`;
  const headers = { ...SAFE_HEADERS, 'accept-ranges': 'bytes', etag };
  if (hasAlready(request, etag)) {
    void reply.status(304).headers(headers).send();
    return;
  }
  const asked = rangeOf(request, etag);
  const { size, stream } = await openBlob(reply, blobs, file.sha256, asked);
  void reply.headers({
    ...headers,
    'content-type': file.contentType,
    'content-disposition': contentDisposition(file.filename),
  });
  if (asked === null) {
    void reply.header('content-length', size).send(stream);
    return;
  }
  const { start, end } = clampRange(asked, size);
  void reply
    .status(206)
    .headers({ 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': end - start + 1 })
    .send(stream);
}

async function openBlob(reply: FastifyReply, blobs: BlobStore, sha256: string, range: ByteRange | null) {
  try {
    return await blobs.open(sha256, range ?? undefined);
  } catch (error) {
    if (error instanceof RangeNotSatisfiable) {
      void reply.header('content-range', `bytes */${error.size}`);
      throw new Problem(RANGE_REFUSED, `The file has ${error.size} bytes.`, [], { cause: error });
    }
    throw error;
  }
}

/**
 * The range of a file to send; null: all of it. Only for GET (RFC 9110 §14.2), and only if the caller has a part of
 * this very file: any other `If-Range`, even a date or a weak ETag, gets the whole file (§13.1.5).
 */
function rangeOf({ method, headers }: FastifyRequest, etag: string): ByteRange | null {
  const ifRange = headers['if-range'];
  const isSame = ifRange === undefined || ifRange === etag;
  return method === 'GET' && isSame ? parseRange(headers.range) : null;
}

/**
 * Accepts one range, or the end of the file. Everything else gets the whole file: several ranges, as RFC 9110 §14.2
 * allows, and a range that ends before it starts, which is invalid (§14.1.1).
 */
function parseRange(header: string | undefined): ByteRange | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '') ?? [];
  if (!first) return last ? { last: Number(last) } : null;
  if (!last) return { start: Number(first) };
  return Number(last) < Number(first) ? null : { start: Number(first), end: Number(last) };
}

/** RFC 6266 with an ASCII fallback. The name is clean already; only printable ASCII is sent unencoded. */
function contentDisposition(filename: string): string {
  const ascii = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
