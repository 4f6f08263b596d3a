/**
 * Runs two API and two worker processes against the local provider, breaks everything meanwhile, and counts what was
 * lost or done twice. Exit status 1 if anything was.
 *
 *   npm run chaos -- --events 10000 [--redis] [--per-second 60] [--write] [--only-counts]
 *
 * With `--only-counts`, memory and stop times are shown but not judged, for machines with other work.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBalancer } from './chaos/balancer.mjs';
import { sweepStrays } from './chaos/blobs.mjs';
import { Cluster } from './chaos/cluster.mjs';
import { Faults } from './chaos/faults.mjs';
import { finishDeliveries, finishEvents, Load } from './chaos/load.mjs';
import { FAILURES, judge, recoveryTimes, slowestEvents, unfinishedByError } from './chaos/verdict.mjs';
import { writeTable } from './support/documents.mjs';
import { note } from './support/note.mjs';
import { Postgres } from './support/postgres.mjs';
import { Redis } from './support/redis.mjs';
import { Simulator } from './support/simulator.mjs';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '500' },
    'per-second': { type: 'string', default: '25' },
    redis: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    'only-counts': { type: 'boolean', default: false },
  },
});

const DATABASE = 'chaos';
const PAUSE_BETWEEN_FAULTS_MS = 1_500;
/** Virtual seconds by which the provider's clock jumps ahead, so that its retries come soon. */
const RETRIES_BROUGHT_FORWARD_S = 300;
const FINISH_TIMEOUT_MS = 300_000;
/** Goals for the resident memory of one process. */
const MAX_MB = { api: 200, worker: 500 };
const MIN_CALM_MS = 5_000;
/** Shares of the events after which the database crashes; Redis is killed just before. */
const CRASH_SHARES = [0.3, 0.6, 0.85];

async function main() {
  const postgres = await Postgres.start();
  const redis = options.redis ? await Redis.start() : null;
  const simulator = await Simulator.start({ live: true });
  await simulator.control('POST', '/plan', { body: { rate_limit: 100_000 } });
  const databaseUrl = await postgres.createDatabase(DATABASE);
  const cluster = await Cluster.start({ databaseUrl, redisUrl: redis?.url ?? null, simulator });
  const balancer = await startBalancer(cluster.apiPorts);
  await simulator.control('POST', '/webhooks', {
    body: { endpoint: `${balancer.url}/webhooks/resend`, secret: cluster.secret },
  });
  try {
    const report = await breakEverything({ postgres, redis, simulator, cluster });
    const missed = missedGoals(report);
    const failed = FAILURES.filter((name) => report[name] !== 0);
    if (!options['only-counts']) failed.push(...missed);
    console.log(JSON.stringify(report, null, 2));
    if (missed.length > 0) console.log(`Goals missed: ${missed.join(', ')}`);
    console.log(failed.length === 0 ? 'Nothing lost, nothing doubled.' : `FAILED: ${failed.join(', ')}`);
    if (options.write)
      await writeTable('reliability.md', redis === null ? 'chaos' : 'chaos-redis', tableOf(report));
    process.exitCode = failed.length === 0 ? 0 : 1;
  } finally {
    balancer.stop();
    await cluster.stop();
    await Promise.all([postgres.stop(), redis?.stop(), simulator.stop(), cluster.remove()]);
  }
}

/** The goals that depend on the machine as well as on the service. */
function missedGoals(report) {
  const tooBig = Object.keys(MAX_MB).filter((role) => report.peak_mb[role] > MAX_MB[role]);
  return [
    ...tooBig.map((role) => `memory of ${role}`),
    ...report.bad_stops.map(({ role }) => `stop of ${role}`),
  ];
}

async function breakEverything({ postgres, redis, simulator, cluster }) {
  const faults = new Faults({ cluster, postgres, redis, simulator });
  const load = new Load(simulator, {
    events: Number(options.events),
    perSecond: Number(options['per-second']),
  });
  const since = performance.now();
  await runUnderFaults(load, faults, simulator);
  const lastFaultAt = performance.now();
  await cluster.ready(); // otherwise the provider might give up before anybody listens
  const deliveries = await finishDeliveries(simulator);
  note('all deliveries were answered');
  const deliveredMs = Math.round(performance.now() - lastFaultAt);
  await cluster.reconcile();
  await finishEvents(postgres, DATABASE, FINISH_TIMEOUT_MS);
  const settledMs = Math.round(performance.now() - lastFaultAt);
  cluster.watchMemory();
  const held = { postgres, database: DATABASE, blobsDir: join(cluster.dataDir, 'blobs') };
  const strayBlobs = await sweepStrays(held);
  note(`the sweep has taken ${strayBlobs} stray blobs`);
  const verdict = await settledVerdict(held, load);
  const { calls } = await simulator.control('GET', '/stats');
  return {
    events: load.events,
    seconds: Math.round((performance.now() - since) / 1000),
    queue: redis === null ? 'postgresql' : 'redis',
    ...faults.counts,
    deliveries_given_up: deliveries.failed,
    provider_calls: calls['GET /emails/receiving/:id'],
    delivered_after_last_fault_ms: deliveredMs,
    settled_after_last_fault_ms: settledMs,
    recovery: await recoveryTimes({ postgres, database: DATABASE, backAt: faults.databaseBackAt, cluster }),
    slowest_stop_ms: faults.slowestStopMs,
    bad_stops: faults.badStops,
    unplanned_exits: cluster.unplannedExits,
    peak_mb: cluster.peaksMb,
    slowest_events: await slowestEvents(postgres, DATABASE),
    stray_blobs_swept: strayBlobs,
    ...verdict,
    unfinished_by_error: await unfinishedByError(postgres, DATABASE),
  };
}

/** Reconcile may find deliveries in the provider's log after its list of mails: open events are then no loss. */
async function settledVerdict(held, load) {
  for (;;) {
    const open = await finishEvents(held.postgres, held.database, FINISH_TIMEOUT_MS);
    const verdict = await judge({ ...held, sent: load });
    if (open > 0 || verdict.unfinished_events === verdict.events_given_up) return verdict;
  }
}

/** Runs one fault after another until the last event is sent; the database crashes at fixed shares. */
async function runUnderFaults(load, faults, simulator) {
  let share = 0;
  let isOver = false;
  const crashes = CRASH_SHARES.map((at) => async () => {
    while (share < at && !isOver) await sleep(50);
    if (isOver) return;
    await faults.killRedis();
    await faults.crashDatabase();
    await sleep(MIN_CALM_MS);
  });
  const chain = (steps) => steps.reduce((before, step) => before.then(step), Promise.resolve());
  const disorder = async () => {
    for (let n = 0; !isOver; n += 1) {
      await [() => faults.killOne(), () => faults.failProvider(), () => faults.rollOne()][n % 3]();
      await sleep(PAUSE_BETWEEN_FAULTS_MS);
    }
  };
  const retries = async () => {
    for (; !isOver; await sleep(5_000))
      await simulator.control('POST', '/clock', { body: { advance_s: RETRIES_BROUGHT_FORWARD_S } });
  };
  const sending = load.run({ onShare: (sent) => (share = sent) }).finally(() => (isOver = true));
  await Promise.all([sending, chain(crashes), disorder(), retries()]);
  await faults.healProvider();
  note('all events were sent, no more faults');
}

function tableOf(report) {
  const rows = [
    ['queue', report.queue],
    ['events, of which mails', `${report.events}, ${report.mails}`],
    ['processes killed (SIGKILL), rolled (SIGTERM)', `${report.killed}, ${report.rolled}`],
    ['database crashes, Redis kills', `${report.database_crashes}, ${report.redis_kills}`],
    ['provider faults', report.provider_faults],
    ...FAILURES.map((name) => [name.replaceAll('_', ' '), `**${report[name]}**`]),
    ['stray blobs that the sweep took', report.stray_blobs_swept],
    ['unfinished uploads (swept later)', report.unfinished_uploads],
    ['brought in by reconcile', report.healed_by_reconcile],
    [
      'first ack after the database was back, ms (goal: 2,000)',
      report.recovery.map((one) => one.first_ack_ms).join(', '),
    ],
    ['… of which no API process was there yet', report.recovery.map((one) => one.no_api_ms).join(', ')],
    [
      'next job after the database was back, ms (goal: 2,000)',
      report.recovery.map((one) => one.next_job_ms).join(', '),
    ],
    ['… of which no worker was there yet', report.recovery.map((one) => one.no_worker_ms).join(', ')],
    ['slowest stop, ms (goal: 10,000)', report.slowest_stop_ms],
    ['exits that nobody asked for', report.unplanned_exits],
    [
      'peak memory of an api, a worker, MB (goals: 200, 500)',
      `${report.peak_mb.api}, ${report.peak_mb.worker}`,
    ],
  ];
  return ['| measure | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

await main();
