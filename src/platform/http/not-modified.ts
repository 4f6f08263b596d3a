import { type Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Answers 304 without a body if the caller already has what the ETag names (RFC 9110 §13.1.2). */
export function answerNotModified(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload: unknown, done) => {
    if (!isKnown(request, reply)) return done(null, payload);
    (payload as Partial<Readable> | null)?.destroy?.();
    for (const header of ['content-length', 'content-type']) reply.removeHeader(header);
    reply.code(304);
    done(null, null);
  });
}

function isKnown(request: FastifyRequest, reply: FastifyReply): boolean {
  const etag = reply.getHeader('etag');
  return reply.statusCode === 200 && typeof etag === 'string' && hasAlready(request, etag);
}

/** Whether `If-None-Match` of a read contains this ETag; a route may ask before it does any work. */
export function hasAlready({ method, headers }: FastifyRequest, etag: string): boolean {
  const wanted = headers['if-none-match'];
  if (wanted === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
  const known = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etag.replace(/^W\//, ''));
}
