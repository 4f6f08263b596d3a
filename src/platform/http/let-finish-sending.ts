import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Who is refused while still sending may go on for so long. Nothing of it is kept. */
const LINGER_MS = 30_000;

/**
 * Lets who is refused before all of a body has come (too large, no key) read why. A connection that is closed with bytes
 * unread is reset, and a client that is still writing then sees a broken pipe instead of the answer (RFC 9112 §9.6).
 * So the rest is read and thrown away, and the connection stays fit for the next request.
 *
 * Must be added before what ends connections for another reason.
 */
export function letFinishSending(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (!request.raw.complete) throwAwayRest(request, reply);
    done(null, payload);
  });
}

function throwAwayRest({ raw: request }: FastifyRequest, reply: FastifyReply): void {
  // Fastify has asked for the end of the connection where it refuses a body itself
  if (reply.hasHeader('connection')) reply.removeHeader('connection');
  reply.raw.once('finish', () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
    request.once('close', () => clearTimeout(timer)).resume();
  });
}
