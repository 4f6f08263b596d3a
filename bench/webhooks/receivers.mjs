/**
 * A separate program (forked): receivers of outgoing webhooks. One port answers at once, the other a byte a second.
 * Answers each message with what was received since the previous one.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { clearInterval, setInterval } from 'node:timers';

const BYTE_EVERY_MS = 1_000;

let seen;
const forget = () => (seen = { latenciesMs: [], slowRequests: 0, slowAtOnce: 0 });
let slowOpen = 0;
forget();

const healthy = createServer((request, response) => {
  const arrivedAt = Date.now();
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    seen.latenciesMs.push(arrivedAt - Date.parse(JSON.parse(Buffer.concat(chunks)).timestamp));
    response.writeHead(204).end();
  });
});

const slow = createServer((request, response) => {
  slowOpen += 1;
  seen.slowRequests += 1;
  seen.slowAtOnce = Math.max(seen.slowAtOnce, slowOpen);
  request.resume();
  response.writeHead(200);
  const timer = setInterval(() => response.write('.'), BYTE_EVERY_MS);
  response.once('close', () => {
    clearInterval(timer);
    slowOpen -= 1;
  });
});

process.on('message', () => {
  process.send(seen);
  forget();
});

const [port, slowPort] = await Promise.all(
  [healthy, slow].map(async (server) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server.address().port;
  }),
);
process.send({ port, slowPort });
