import type { FastifyRequest } from 'fastify';
import { sha256Of } from '../sha256.js';

/** Of bodies whose bytes are not there any more once they were read. */
const digests = new WeakMap<FastifyRequest, Promise<string>>();

/** Says what the bytes of a body were, which whoever works on the request gets as something else. */
export function noteBodyDigest(request: FastifyRequest, sha256: Promise<string>): void {
  digests.set(request, sha256);
}

/** SHA-256 in hex of a body's bytes as they came; null when there were none, or nobody has read them. */
export async function digestOfBody(request: FastifyRequest): Promise<string | null> {
  if (Buffer.isBuffer(request.body)) return sha256Of(request.body);
  return digests.get(request) ?? null;
}
