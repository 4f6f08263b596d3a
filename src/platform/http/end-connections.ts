import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 100;

/** Time that requests under way get when the server closes; slower clients try again elsewhere. */
const GRACE_MS = 4_000;

/**
 * Ends connections when the server closes. Node ends only those idle at that moment: one with an answer under way would
 * be kept alive for as long as its client likes, and the process with it.
 */
export function endConnections(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', (done) => {
    isClosing = true;
    const timer = setInterval(() => server.server.closeIdleConnections(), LOOK_EVERY_MS);
    const grace = setTimeout(() => server.server.closeAllConnections(), GRACE_MS);
    server.server.once('close', () => {
      clearInterval(timer);
      clearTimeout(grace);
    });
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
}
