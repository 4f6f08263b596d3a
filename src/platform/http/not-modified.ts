import { type Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Answers 304 without a body when the caller has what the ETag names (RFC 9110 §13.1.2). */
export function answerNotModified(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload: unknown, done) => {
    if (!isKnown(request, reply)) return done(null, payload);
    (payload as Partial<Readable> | null)?.destroy?.();
    for (const header of ['content-length', 'content-range', 'content-type']) reply.removeHeader(header);
    reply.code(304);
    done(null, null);
  });
}

function isKnown(request: FastifyRequest, reply: FastifyReply): boolean {
  const wanted = request.headers['if-none-match'];
  const etag = reply.getHeader('etag');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead || wanted === undefined || typeof etag !== 'string') return false;
  if (reply.statusCode !== 200 && reply.statusCode !== 206) return false;
  const known = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etag.replace(/^W\//, ''));
}
