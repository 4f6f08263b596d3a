/**
 * A program of its own (forked): sends requests that were signed before the clock starts, each one different, over
 * keep-alive connections, one at a time on each.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { makeBody } from './webhook-body.mjs';

/** Signed requests made in advance for each connection; when they are used up the run ends early. */
const MAX_REQUESTS = 60_000;

function makeRequests({ port, secret, count, bodyBytes }) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const timestamp = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, () => {
    const body = makeBody(bodyBytes);
    const id = `msg_${randomUUID()}`;
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return Buffer.from(
      [
        'POST /webhooks/resend HTTP/1.1',
        `host: 127.0.0.1:${port}`,
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
        `svix-id: ${id}`,
        `svix-timestamp: ${timestamp}`,
        `svix-signature: v1,${mac}`,
        '',
        body,
      ].join('\r\n'),
    );
  });
}

/** Sends one request after the other until the time is up. */
function runConnection(port, next, seen) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    let sentAt = 0;
    let received = '';
    const send = () => {
      const request = next();
      if (request === null) return socket.end();
      sentAt = performance.now();
      socket.write(request);
    };
    socket.setEncoding('latin1');
    socket.on('connect', send).on('close', resolve).on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk;
      const status = wholeAnswer(received);
      if (status === null) return;
      received = '';
      seen(status, performance.now() - sentAt);
      send();
    });
  });
}

/** Status of the answer when all of it is there, else null. */
function wholeAnswer(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return text.length >= head + 4 + length ? text.slice(9, 12) : null;
}

async function run({ port, secret, connections, seconds, bodyBytes }) {
  const requests = makeRequests({ port, secret, count: MAX_REQUESTS, bodyBytes });
  const latencies = [];
  const statuses = {};
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  const next = () => (performance.now() < endAt ? (requests.pop() ?? null) : null);
  const seen = (status, ms) => {
    latencies.push(ms);
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  await Promise.all(Array.from({ length: connections }, () => runConnection(port, next, seen)));
  const elapsedS = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  const quantile = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return {
    perSecond: Math.round(latencies.length / elapsedS),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    statuses,
  };
}

process.on('message', (task) => {
  run(task).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: error.message }),
  );
});
