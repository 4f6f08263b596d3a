/**
 * A separate program (forked): sends requests over keep-alive connections, one at a time on each. All requests differ
 * and are signed before the clock starts.
 */
import { sendInTurn, signedRequest } from './raw-requests.mjs';
import { makeBody } from './webhook-body.mjs';

/** Requests signed in advance for each connection; when they run out, the run ends early. */
const MAX_REQUESTS = 60_000;

async function run({ port, secret, connections, seconds, bodyBytes }) {
  const sign = () => signedRequest({ port, secret, body: makeBody(bodyBytes) });
  const requests = Array.from({ length: MAX_REQUESTS }, sign);
  const latencies = [];
  const statuses = {};
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  const next = () => (performance.now() < endAt ? (requests.pop() ?? null) : null);
  const seen = (status, ms) => {
    latencies.push(ms);
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  await Promise.all(Array.from({ length: connections }, () => sendInTurn(port, next, seen)));
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
