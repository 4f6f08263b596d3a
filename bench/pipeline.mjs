import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { cpuMs, cpuMsWithChildren } from './support/cpu.mjs';
import { atLeast, atMost, exactly, median, quantile, ratio } from './support/figures.mjs';
import { startForked } from './support/forked.mjs';
import { makeMail } from './support/mails.mjs';
import { Postgres } from './support/postgres.mjs';
import { startService } from './support/program.mjs';
import { sendInTurn, signedRequest } from './support/raw-requests.mjs';
import { announce, announcement } from './support/signed-webhooks.mjs';
import { API_KEY, Simulator } from './support/simulator.mjs';
import { Statements } from './support/statements.mjs';

const MAILS = 200;
/** By then V8 has compiled what runs often; before, either side would measure its compiler. */
const WARM_UP_MAILS = 3_000;
/** About 10 kB as sent. */
const MAIL = { textBytes: 2_500, attachments: 1, attachmentBytes: 5_000 };
const PROVIDER_MS = 20;
/** Concurrent webhooks while the mails are announced. */
const ANNOUNCED_AT_ONCE = 16;
/** Mails at once, as in our own worker. */
const CONCURRENCY = 8;
const QUIET_MAILS = 60;
const QUIET_PAUSE_MS = 100;
const LOOK_EVERY_MS = 4;

/**
 * Measures the way from webhook to ticket: mails a second compared with a plain worker on the same provider and
 * PostgreSQL server, how long one mail takes on a quiet machine, and how many calls and statements it costs.
 */
export async function pipeline({ rounds = 3 }) {
  const bench = await startAll();
  try {
    const speeds = [];
    await bench.theirs.work(WARM_UP_MAILS);
    await bench.ours.work(WARM_UP_MAILS);
    for (let round = 0; round < rounds; round += 1) {
      const callsBefore = await bench.calls();
      const ours = await bench.measure(bench.ours);
      const calls = ((await bench.calls()) - callsBefore) / MAILS;
      speeds.push({ ours, calls, theirs: await bench.measure(bench.theirs) });
    }
    const latencies = await quietLatencies(bench);
    const statements = await statementsPerMail(bench);
    return { rows: report(speeds, latencies, statements, bench.ours.service.peakMb()) };
  } finally {
    await bench.stop();
  }
}

async function startAll() {
  const postgres = await Postgres.start();
  const simulator = await Simulator.start({ live: true });
  await simulator.control('POST', '/plan', { body: { rate_limit: 1_000_000 } });
  const latency = { kind: 'latency', latency_ms: PROVIDER_MS, count: null, path: '/emails/receiving/' };
  await simulator.control('POST', '/faults', { body: [latency] });
  const mails = new Mails(simulator);
  const theirs = await PlainWorker.start(postgres, simulator, mails);
  const ours = await Postroom.start(postgres, simulator, mails);
  const calls = async () => (await simulator.control('GET', '/stats')).calls['GET /emails/receiving/:id'];
  const measure = async (side) => {
    const before = [cpuMs(side.pid), cpuMsWithChildren(postgres.postmaster.pid)];
    const perSecond = await side.work(MAILS);
    const after = [cpuMs(side.pid), cpuMsWithChildren(postgres.postmaster.pid)];
    const [cpu, databaseCpu] = after.map((ms, index) => (ms - before[index]) / MAILS);
    return { perSecond, cpu, databaseCpu };
  };
  const stop = async () => {
    await Promise.all([theirs.stop(), ours.stop()]);
    await Promise.all([postgres.stop(), simulator.stop()]);
  };
  return { postgres, simulator, mails, theirs, ours, calls, measure, stop };
}

/** Puts mails at the provider without announcing them. */
class Mails {
  constructor(simulator) {
    this.simulator = simulator;
    this.made = 0;
  }

  async put() {
    return this.lay(makeMail((this.made += 1), MAIL));
  }

  /** A reply to the previous mail, by the same sender. */
  async putReply() {
    const mail = makeMail(this.made, MAIL).toString();
    const answered = this.lastMessageId;
    const reply = mail.replace(
      `Message-ID: ${answered}`,
      `Message-ID: <again-${this.made}@customers.example>`,
    );
    return this.lay(Buffer.from(`In-Reply-To: ${answered}\r\n${reply}`));
  }

  async lay(raw) {
    const { email_id: id } = await this.simulator.control('POST', '/inbound?webhook=false', { raw });
    return id;
  }

  async putMany(count) {
    const ids = [];
    while (ids.length < count) ids.push(await this.put());
    return ids;
  }

  /** Message-ID of the last mail. */
  get lastMessageId() {
    return `<parcel-${this.made}@customers.example>`;
  }
}

class PlainWorker {
  static async start(postgres, simulator, mails) {
    const plain = new PlainWorker();
    plain.mails = mails;
    plain.process = await startForked('../pipeline/plain-worker.mjs', {
      DATABASE_URL: await postgres.createDatabase('theirs'),
      RESEND_BASE_URL: simulator.url,
      RESEND_API_KEY: API_KEY,
      CONCURRENCY: String(CONCURRENCY),
    });
    return plain;
  }

  get pid() {
    return this.process.child.pid;
  }

  /** @returns mails a second */
  async work(count) {
    const emailIds = await this.mails.putMany(count);
    const since = performance.now();
    this.process.child.send({ emailIds });
    await new Promise((resolve, reject) => {
      this.process.child.once('message', ({ error }) => (error ? reject(new Error(error)) : resolve()));
    });
    return count / ((performance.now() - since) / 1000);
  }

  stop() {
    return this.process.stop();
  }
}

class Postroom {
  static async start(postgres, simulator, mails) {
    const ours = new Postroom();
    ours.mails = mails;
    ours.secret = `whsec_${randomBytes(24).toString('base64')}`;
    ours.dataDir = await mkdtemp(join(tmpdir(), 'postroom-bench-'));
    const databaseUrl = await postgres.createDatabase('ours');
    ours.service = startService({
      DATA_DIR: ours.dataDir,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      RESEND_WEBHOOK_SECRET: ours.secret,
      RESEND_REQUESTS_PER_SECOND: '1000',
      ...simulator.env,
    });
    ours.url = JSON.parse(await ours.service.ready).url;
    // one connection for all queries: opening one costs PostgreSQL as much as filing a mail
    ours.watcher = new pg.Client({ connectionString: databaseUrl });
    await ours.watcher.connect();
    return ours;
  }

  get pid() {
    return this.service.child.pid;
  }

  /** @returns mails a second, from the first webhook to the last ticket */
  async work(count) {
    const requests = (await this.mails.putMany(count)).map((emailId) => this.requestFor(emailId));
    const finished = await this.finished();
    const since = performance.now();
    await sendAll(this.port, requests);
    while (await this.isBusy()) await sleep(LOOK_EVERY_MS * 5);
    const ms = performance.now() - since;
    const filed = (await this.finished()) - finished;
    if (filed !== count) throw new Error(`${filed} of ${count} mails were filed`);
    return count / (ms / 1000);
  }

  /** Reads one row: counting finished events would cost PostgreSQL a tenth of what a mail costs. */
  async isBusy() {
    const [{ busy }] = await this.query(
      "SELECT EXISTS (SELECT FROM inbox_events WHERE status IN ('received', 'processing')) AS busy",
    );
    return busy;
  }

  get port() {
    return Number(new URL(this.url).port);
  }

  requestFor(emailId) {
    return signedRequest({ port: this.port, secret: this.secret, body: announcement(emailId) });
  }

  announce(emailId) {
    return announce({ url: this.url, secret: this.secret, emailId });
  }

  async finished() {
    const [{ n }] = await this.query(
      "SELECT count(*)::int AS n FROM inbox_events WHERE status = 'processed'",
    );
    return n;
  }

  /** Resolves when the event's message is visible. */
  async filed(eventId) {
    const sql = 'SELECT 1 FROM messages WHERE event_id = $1 AND ticket_id IS NOT NULL';
    while ((await this.query(sql, [eventId])).length === 0) await sleep(LOOK_EVERY_MS);
  }

  async query(sql, parameters = []) {
    return (await this.watcher.query(sql, parameters)).rows;
  }

  async stop() {
    await this.watcher.end();
    await this.service.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** The plain worker learns of its mails without HTTP, so sending ours must cost next to nothing. */
async function sendAll(port, requests) {
  const statuses = new Set();
  const next = () => requests.pop() ?? null;
  const send = () => sendInTurn(port, next, (status) => statuses.add(status));
  await Promise.all(Array.from({ length: ANNOUNCED_AT_ONCE }, send));
  if ([...statuses].join() !== '200') throw new Error(`webhooks were answered with ${[...statuses].join()}`);
}

async function quietLatencies({ mails, ours }) {
  const latencies = [];
  for (const emailId of await mails.putMany(QUIET_MAILS)) {
    await sleep(QUIET_PAUSE_MS);
    const since = performance.now();
    await ours.filed(await ours.announce(emailId));
    latencies.push(performance.now() - since);
  }
  return latencies;
}

async function statementsPerMail({ postgres, mails, ours }) {
  const statements = await Statements.watch(postgres);
  const file = async (emailId) => ours.filed(await ours.announce(emailId));
  const first = await mails.put();
  const opened = await statements.of(() => file(first));
  const reply = await mails.putReply();
  const continued = await statements.of(() => file(reply));
  return { opened, continued };
}

function report(speeds, latencies, { opened, continued }, peakMb) {
  const of = (value) => median(speeds.map(value));
  return [
    ['a plain worker, mails/s', Math.round(of(({ theirs }) => theirs.perSecond))],
    ['Postroom, mails/s', Math.round(of(({ ours }) => ours.perSecond))],
    ['÷ a plain worker', ratio(of(({ ours, theirs }) => ours.perSecond / theirs.perSecond)), atLeast(0.8)],
    ['CPU per mail, ms: a plain worker', ratio(of(({ theirs }) => theirs.cpu))],
    ['CPU per mail, ms: PostgreSQL beside it', ratio(of(({ theirs }) => theirs.databaseCpu))],
    ['CPU per mail, ms: Postroom', ratio(of(({ ours }) => ours.cpu))],
    ['CPU per mail, ms: PostgreSQL beside it', ratio(of(({ ours }) => ours.databaseCpu))],
    ['webhook → ticket, p50, ms', Math.round(median(latencies)), atMost(120)],
    ['webhook → ticket, p99, ms', Math.round(quantile(latencies, 0.99)), atMost(500)],
    ['provider calls per mail', ratio(of(({ calls }) => calls)), exactly(1)],
    ['statements for a new ticket, the webhook included', opened.length, atMost(9)],
    ['statements for a follow-up, the webhook included', continued.length, atMost(7)],
    ['peak memory, api and worker in one process, MB', peakMb, atMost(500)],
  ];
}
