import type { FastifyRequest } from 'fastify';
import { sha256Of } from '../sha256.js';

/** Digests of bodies whose bytes are gone once they are read. */
const digests = new WeakMap<FastifyRequest, Promise<string>>();

/** Records the digest of a body that handlers receive in another form than its bytes. */
export function noteBodyDigest(request: FastifyRequest, sha256: Promise<string>): void {
  digests.set(request, sha256);
}

/** SHA-256 in hex of a body's bytes as received; null if there were none, or none were read. */
export async function digestOfBody(request: FastifyRequest): Promise<string | null> {
  if (Buffer.isBuffer(request.body)) return sha256Of(request.body);
  return digests.get(request) ?? null;
}
