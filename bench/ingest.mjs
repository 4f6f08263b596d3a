import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleInserts } from './ingest/single-inserts.mjs';
import { runForked, startForked } from './support/forked.mjs';
import { atLeast, atMost, exactly, median, ratio } from './support/figures.mjs';
import { Postgres } from './support/postgres.mjs';
import { startService } from './support/program.mjs';

const BODY_BYTES = 2_000;
const WARM_UP_S = 2;
const CLIENTS = [64, 16, 1];
const MIN_OF_SINGLE_INSERTS = { 64: 1, 16: 0.75, 1: 0.6 };

/**
 * Webhooks stored a second: ours ÷ the version that a user would write ÷ single-row inserts, in turns on one
 * PostgreSQL server. Many short rounds rather than a few long ones, because other work on the machine comes and goes
 * within seconds.
 */
export async function ingest({ seconds = 3, rounds = 9 }) {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const postgres = await Postgres.start();
  const servers = await startServers(postgres, secret);
  const load = (port, connections, forSeconds = seconds) =>
    runForked('./load-generator.mjs', {
      port,
      secret,
      connections,
      seconds: forSeconds,
      bodyBytes: BODY_BYTES,
    });
  try {
    for (const port of Object.values(servers.ports)) await load(port, 64, WARM_UP_S);
    const results = [];
    for (let round = 0; round < rounds; round += 1) results.push(await runRound(servers, load, seconds));
    return report(results, servers.service.peakMb());
  } finally {
    await servers.stop();
    await postgres.stop();
  }
}

async function startServers(postgres, secret) {
  const databaseUrl = await postgres.createDatabase('ours');
  const theirsUrl = await postgres.createDatabase('theirs');
  const dataDir = await mkdtemp(join(tmpdir(), 'postroom-bench-'));
  const env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ROLE: 'api', PORT: '0', LOG_LEVEL: 'info' };
  const service = startService({ ...env, RESEND_WEBHOOK_SECRET: secret });
  const { url } = JSON.parse(await service.ready);
  const bare = await startForked('../ingest/bare-server.mjs', {});
  const theirs = await startForked('../ingest/users-version.mjs', {
    DATABASE_URL: theirsUrl,
    WEBHOOK_SECRET: secret,
  });
  const least = await startForked('../ingest/least-server.mjs', { DATABASE_URL: databaseUrl });
  const stop = async () => {
    await Promise.all([service.stop(), bare.stop(), theirs.stop(), least.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  const ports = {
    bare: bare.port,
    theirs: theirs.port,
    least: least.port,
    ours: Number(new URL(url).port),
  };
  return { service, databaseUrl, ports, stop };
}

async function runRound({ ports, databaseUrl }, load, seconds) {
  const round = {
    ceiling: await load(ports.bare, 64),
    theirs: await load(ports.theirs, 64),
    ours: {},
    inserts: {},
    least: await load(ports.least, 1),
  };
  for (const clients of CLIENTS) {
    round.ours[clients] = await load(ports.ours, clients);
    round.inserts[clients] = await singleInserts({ databaseUrl, clients, seconds, bodyBytes: BODY_BYTES });
  }
  return round;
}

function report(rounds, peakMb) {
  const of = (value) => median(rounds.map(value));
  const answers = rounds.flatMap(({ theirs, ours }) => [theirs, ...Object.values(ours)]);
  const bad = answers.flatMap(({ statuses }) => Object.keys(statuses)).filter((status) => status !== '200');
  return {
    rows: [
      ['load generator alone, 64 connections, requests/s', of((round) => round.ceiling.perSecond)],
      ["a user's own version, 64 connections, events/s", of((round) => round.theirs.perSecond)],
      ...CLIENTS.flatMap((clients) => [
        [`Postroom, ${clients} connections, events/s`, of((round) => round.ours[clients].perSecond)],
        [`single-row inserts, ${clients} clients, rows/s`, of((round) => round.inserts[clients])],
      ]),
      ['the least server, 1 connection, events/s', of((round) => round.least.perSecond)],
      [
        "÷ a user's own version",
        ratio(of((round) => round.ours[64].perSecond / round.theirs.perSecond)),
        atLeast(7),
      ],
      ...CLIENTS.map((clients) => [
        `÷ single-row inserts, ${clients} clients`,
        ratio(of((round) => round.ours[clients].perSecond / round.inserts[clients])),
        atLeast(MIN_OF_SINGLE_INSERTS[clients]),
      ]),
      [
        'the least server ÷ single-row inserts, 1 client',
        ratio(of((round) => round.least.perSecond / round.inserts[1])),
      ],
      ['p99 at 64 connections, ms: Postroom', ratio(of((round) => round.ours[64].p99Ms))],
      ["p99 at 64 connections, ms: a user's own version", ratio(of((round) => round.theirs.p99Ms))],
      ['p99 ÷ p99', ratio(of((round) => round.ours[64].p99Ms / round.theirs.p99Ms)), atMost(0.3)],
      ['peak memory of the api process, MB', peakMb, atMost(200)],
      ['answers other than 200', bad.length, exactly(0)],
    ],
  };
}
