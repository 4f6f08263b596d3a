import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../dist/platform/database/migrate.js';
import { migrateQueue } from '../dist/platform/queue/queue-backend.js';
import { SCHEMA } from '../dist/schema.js';
import { questionsOf } from './api/questions.mjs';
import { addUpDays } from './api/add-up-days.mjs';
import { fill } from './seed.mjs';
import { atMost, quantile, ratio } from './support/figures.mjs';
import { note } from './support/note.mjs';
import { ended, Postgres } from './support/postgres.mjs';
import { startService } from './support/program.mjs';

const SMALL = { tickets: 10_000, messages: 30_000 };
/** Requests of each kind, half of them to warm up. */
const QUESTIONS = 600;
const SAMPLE = 2_000;
const KEY = 'admin-key-of-the-api-benchmark';
const GOALS = { p95Ms: 50, ratio: 1.5, dayMs: 500, suppressionCheckMs: 20 };

/**
 * Measures how long list, filter, search, open and stats take with 10,000 tickets and with a million: two databases on
 * one PostgreSQL server, and two services, asked in turns. Also measures a check of 1,000 addresses against a
 * suppression list of a million.
 */
export async function api({ tickets, messages }) {
  const postgres = await Postgres.start({ max_wal_size: '8GB' });
  const desks = [];
  try {
    for (const [name, size] of [
      ['small', SMALL],
      ['large', { tickets, messages }],
    ]) {
      desks.push(await openDesk(postgres, name, size));
    }
    const figures = await measure(desks);
    await Promise.all(desks.map((desk) => desk.stop()));
    const dayMs = desks.map((desk) => desk.dayMs);
    return report({ tickets, messages }, figures, dayMs, await suppressionCheckMs());
  } finally {
    await Promise.all(desks.map((desk) => desk.stop()));
    await postgres.stop();
  }
}

async function openDesk(postgres, name, size) {
  const databaseUrl = await postgres.createDatabase(name);
  await migrate(databaseUrl, SCHEMA, migrateQueue);
  note(`${size.tickets} tickets, ${await fill(databaseUrl, size)} s`);
  const dayMs = await addUpDays(databaseUrl);
  const dataDir = await mkdtemp(join(tmpdir(), 'postroom-bench-'));
  const service = startService({
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    ADMIN_API_KEY: KEY,
    ROLE: 'api',
    PORT: '0',
    API_REQUESTS_PER_SECOND: '100000',
  });
  const { url } = JSON.parse(await service.ready);
  const sample = (column, from) =>
    postgres
      .query(`SELECT ${column} AS one FROM ${from} ORDER BY md5(${column}::text) LIMIT ${SAMPLE}`, [], {
        database: name,
      })
      .then((rows) => rows.map(({ one }) => one));
  const questions = questionsOf(
    {
      tickets: await sample('id', 'tickets'),
      addresses: await sample('address', 'contact_addresses'),
      mailboxes: await sample('id', 'mailboxes'),
    },
    QUESTIONS,
  );
  const stop = async () => {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url, questions, dayMs, stop };
}

/** @returns by kind, the response times of the small desk and of the large one, ms */
async function measure(desks) {
  const figures = {};
  for (const kind of Object.keys(desks[0].questions)) {
    const times = desks.map(() => []);
    for (let turn = 0; turn < QUESTIONS; turn += 1) {
      for (const [at, { url, questions }] of desks.entries())
        times[at].push(await ask(url, questions[kind][turn]));
    }
    figures[kind] = times.map((all) => all.slice(QUESTIONS / 2));
    note(`${kind}: p95 ${figures[kind].map((of) => ratio(quantile(of, 0.95))).join(' and ')} ms`);
  }
  return figures;
}

async function ask(url, paths) {
  const startedAt = performance.now();
  for (const path of paths) {
    const response = await fetch(url + path, { headers: { authorization: `Bearer ${KEY}` } });
    const body = await response.json();
    if (response.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  }
  const ms = performance.now() - startedAt;
  if (process.env.BENCH_SLOW_MS && ms > Number(process.env.BENCH_SLOW_MS))
    note(`${Math.round(ms)} ms ${url}${paths}`);
  return ms;
}

/** Runs `bench/api/suppressions.mjs`, with its own process and database. */
async function suppressionCheckMs() {
  const script = fileURLToPath(new URL('api/suppressions.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = [];
  for await (const chunk of child.stdout) printed.push(chunk);
  await ended(child);
  return JSON.parse(Buffer.concat(printed).toString()).check_1000.p95_ms;
}

function report({ tickets, messages }, figures, [smallDayMs, largeDayMs], checkMs) {
  const rows = Object.entries(figures).flatMap(([kind, times]) => {
    const [small, large] = times.map((of) => quantile(of, 0.95));
    return [
      [`${kind}, ${SMALL.tickets} tickets, p95 ms`, ratio(small)],
      [`${kind}, ${tickets} tickets and ${messages} messages, p95 ms`, ratio(large), atMost(GOALS.p95Ms)],
      [`${kind}, ratio`, ratio(large / small), atMost(GOALS.ratio)],
    ];
  });
  return {
    rows: [
      ...rows,
      [`adding up one of 1,060 days, ${SMALL.tickets} tickets, ms`, ratio(smallDayMs)],
      [`adding up one of 1,060 days, ${tickets} tickets, ms`, ratio(largeDayMs), atMost(GOALS.dayMs)],
      ['suppression check of 1,000 addresses, p95 ms', checkMs, atMost(GOALS.suppressionCheckMs)],
    ],
  };
}
