import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, exactly, quantile, ratio } from './support/figures.mjs';
import { startForked } from './support/forked.mjs';
import { makeMail } from './support/mails.mjs';
import { note } from './support/note.mjs';
import { Postgres } from './support/postgres.mjs';
import { startService } from './support/program.mjs';

const KEY = 'admin-key-of-the-webhooks-benchmark';
const HEALTHY = 100;
/** Time between two events; each is sent to every receiver. */
const EVENT_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 50;
const GOALS = { ratio: 2, slowAtOnce: 4 };

/**
 * Measures how long a hundred receivers wait for events while another one answers a byte a second, and while that one
 * is disabled: in turns, so that the machine is the same for both.
 */
export async function webhooks({ seconds = 5, rounds = 3 }) {
  const postgres = await Postgres.start();
  const receivers = await startForked('../webhooks/receivers.mjs', {});
  const desk = await openDesk(postgres, receivers);
  try {
    const alone = [];
    const beside = [];
    let slowAtOnce = 0;
    let slowRequests = 0;
    for (let round = 0; round < rounds; round += 1) {
      await desk.enableSlow(false);
      alone.push(...(await play(desk, receivers, seconds)).latenciesMs);
      await desk.enableSlow(true);
      const seen = await play(desk, receivers, seconds);
      beside.push(...seen.latenciesMs);
      slowAtOnce = Math.max(slowAtOnce, seen.slowAtOnce);
      slowRequests += seen.slowRequests;
    }
    return { rows: rowsOf(alone, beside, { slowAtOnce, slowRequests, told: 2 * rounds * seconds }) };
  } finally {
    await desk.stop();
    await receivers.stop();
    await postgres.stop();
  }
}

async function openDesk(postgres, { port, slowPort }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'postroom-bench-'));
  const service = startService({
    DATA_DIR: dataDir,
    DATABASE_URL: await postgres.createDatabase('webhooks'),
    ADMIN_API_KEY: KEY,
    PORT: '0',
    OUTBOUND_ALLOWED_HOSTS: `127.0.0.1:${port},127.0.0.1:${slowPort}`,
  });
  const { url } = JSON.parse(await service.ready);
  const call = (method, path, body, type = 'application/json') => ask(url, method, path, body, type);
  const register = (to, path) =>
    call('POST', '/v1/webhooks', { url: `http://127.0.0.1:${to}/${path}`, events: ['ticket.updated'] });
  for (let n = 0; n < HEALTHY; n += 1) await register(port, n);
  const slow = await register(slowPort, 'slow');
  await call('POST', '/v1/inbound', makeMail(1), 'message/rfc822');
  let ticket;
  while ((ticket = (await call('GET', '/v1/tickets')).data[0]) === undefined) await sleep(LOOK_EVERY_MS);
  const stop = async () => {
    await service.stop('SIGKILL'); // a clean stop would wait for the slow receiver
    await rm(dataDir, { recursive: true, force: true });
  };
  return {
    stop,
    enableSlow: (enabled) => call('PATCH', `/v1/webhooks/${slow.id}`, { enabled }),
    happen: (n) => call('PATCH', `/v1/tickets/${ticket.id}`, { assignee: `agent-${n}` }),
  };
}

async function ask(url, method, path, body, type) {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${KEY}`, ...(body !== undefined && { 'content-type': type }) },
    body: body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** Makes so many events happen, and waits until every healthy receiver has got all of them. */
async function play(desk, receivers, events) {
  const all = { latenciesMs: [], slowRequests: 0, slowAtOnce: 0 };
  const gather = async () => {
    receivers.child.send({});
    const [seen] = await once(receivers.child, 'message');
    all.latenciesMs.push(...seen.latenciesMs);
    all.slowRequests += seen.slowRequests;
    all.slowAtOnce = Math.max(all.slowAtOnce, seen.slowAtOnce);
  };
  for (let n = 0; n < events; n += 1) {
    await desk.happen(`${performance.now()}`);
    await sleep(EVENT_EVERY_MS);
  }
  for (; all.latenciesMs.length < events * HEALTHY; await gather()) await sleep(LOOK_EVERY_MS);
  note(`p99 ${quantile(all.latenciesMs, 0.99)} ms; ${all.slowRequests} requests to the slow one`);
  return all;
}

function rowsOf(alone, beside, { slowAtOnce, slowRequests, told }) {
  const p99 = [alone, beside].map((of) => quantile(of, 0.99));
  return [
    [`things that happened, each told to ${HEALTHY} receivers`, told],
    ['p50 from there to the receiver, alone, ms', quantile(alone, 0.5)],
    ['p50, beside the slow one, ms', quantile(beside, 0.5)],
    ['p99, alone, ms', p99[0]],
    ['p99, beside the slow one, ms', p99[1]],
    ['p99 ÷ p99', ratio(p99[1] / p99[0]), atMost(GOALS.ratio)],
    ['requests to the slow one', slowRequests],
    ['the same at once, at most', slowAtOnce, atMost(GOALS.slowAtOnce)],
    ['deliveries that the healthy ones miss', told * HEALTHY - alone.length - beside.length, exactly(0)],
  ];
}
