import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Time that a refused caller may go on sending. Nothing of it is kept. */
const LINGER_MS = 30_000;

/**
 * Lets a caller that is refused before its whole body has arrived (too large, no key) read why. Closing a connection
 * with unread bytes resets it, and a client still writing then sees a broken pipe instead of the answer (RFC 9112
 * §9.6). So the rest is read and discarded, and the connection can take the next request.
 *
 * Must be added before hooks that end connections for other reasons.
 */
export function letFinishSending(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (!request.raw.complete) throwAwayRest(request, reply);
    done(null, payload);
  });
}

function throwAwayRest({ raw: request }: FastifyRequest, reply: FastifyReply): void {
  // Fastify asks to end the connection when it refuses a body itself
  if (reply.hasHeader('connection')) reply.removeHeader('connection');
  reply.raw.once('finish', () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
    request.once('close', () => clearTimeout(timer)).resume();
  });
}
