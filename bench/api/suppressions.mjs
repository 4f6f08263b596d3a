/**
 * Measures the suppression list: `node bench/api/suppressions.mjs [--entries 1000000] [--checks 300]` (build first).
 * With `--data-dir FOLDER` the folder is kept; a second run on it imports nothing and only checks.
 *
 * Starts the built service with an embedded PostgreSQL in a fresh folder, imports a CSV file of that many rows while it
 * watches the service's memory, and imports it again. Then sends `POST /v1/suppressions/check` with 1,000 addresses,
 * half of them on the list, one request at a time and then from eight clients at once. Prints one JSON object; exit
 * status 1 if a target is missed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../support/temporary-folder.mjs';

const TARGETS = { check_p95_ms: 20, import_mb_over_idle: 200 };
const KEY = 'admin-key-of-the-suppression-benchmark';
const MAIN = resolve(dirname(fileURLToPath(import.meta.url)), '../../dist/bundle/main.js');
const MIB = 1024;
const CLIENTS = 8;

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    checks: { type: 'string', default: '300' },
    'data-dir': { type: 'string' },
  },
});
const entries = Number(values.entries);
const checks = Number(values.checks);

/** The same addresses in every run, in no particular order. */
const address = (n) => `person-${(n * 7_368_787) % 10_000_019}@domain-${n % 997}.example`;

async function* rows() {
  yield 'address,reason,created_at\n';
  for (let n = 0; n < entries; n += 1000) {
    const lines = [];
    for (let i = n; i < Math.min(n + 1000, entries); i++)
      lines.push(`${address(i)},bounce,2026-01-02T03:04:05Z\n`);
    yield lines.join('');
  }
}

async function start(dataDir) {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATA_DIR: dataDir,
    PORT: '0',
    ADMIN_API_KEY: KEY,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('"msg":"ready"')) {
      child.stdout.resume();
      return { child, url: JSON.parse(line).url };
    }
  }
  throw new Error('The service did not start.');
}

const rssMib = (pid) => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / MIB;
const rounded = (value) => Math.round(value * 10) / 10;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Streams the file and waits for the answer without a timeout. */
async function importFile(url) {
  const startedAt = performance.now();
  const call = request(`${url}/v1/suppressions/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'text/csv' },
  });
  const answered = new Promise((done, fail) => call.on('response', done).on('error', fail));
  await pipeline(Readable.from(rows()), call);
  const chunks = [];
  const response = await answered;
  for await (const chunk of response) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  if (response.statusCode !== 200) throw new Error(JSON.stringify(body));
  return { ...body, seconds: rounded((performance.now() - startedAt) / 1000) };
}

/** The process's highest memory during some work. */
async function watched(pid, work) {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, rssMib(pid))), 250);
  try {
    return { result: await work(), peakMib: () => peak };
  } finally {
    clearInterval(timer);
  }
}

async function check(url, round) {
  const addresses = Array.from({ length: 1000 }, (_, i) =>
    i % 2 === 0 ? address((round * 7_919 + i * 104_729) % entries) : `nobody-${round}-${i}@elsewhere.example`,
  );
  const body = JSON.stringify({ addresses });
  const startedAt = performance.now();
  const response = await fetch(`${url}/v1/suppressions/check`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body,
  });
  const answer = await response.json();
  const ms = performance.now() - startedAt;
  const suppressed = answer.data.filter((one) => one.suppressed).length;
  if (suppressed !== 500) throw new Error(`${suppressed} of 500 were found.`);
  return ms;
}

async function measureChecks(url) {
  for (let round = 0; round < 50; round++) await check(url, round);
  const times = [];
  for (let round = 0; round < checks; round++) times.push(await check(url, 50 + round));
  times.sort((a, b) => a - b);
  const at = (share) => rounded(times[Math.min(times.length - 1, Math.floor(times.length * share))]);
  return { requests: checks, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99) };
}

/** @returns addresses a second that eight clients check without a pause */
async function measureThroughput(url) {
  let round = 50 + checks;
  const end = round + checks;
  const startedAt = performance.now();
  const client = async () => {
    while (round < end) await check(url, round++);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    clients: CLIENTS,
    requests_per_second: rounded(checks / seconds),
    addresses_per_second: Math.round((checks * 1000) / seconds),
  };
}

async function measureImports(pid, url) {
  await pause(3000);
  const idleMib = rssMib(pid);
  const first = await watched(pid, () => importFile(url));
  const again = await watched(pid, () => importFile(url));
  const figures = ({ result, peakMib }) => ({
    seconds: result.seconds,
    rows: result.rows,
    recorded: result.recorded,
    unchanged: result.unchanged,
    failed: result.failed,
    rows_per_second: Math.round(result.rows / result.seconds),
    mb_over_idle: rounded(peakMib() - idleMib),
  });
  return { idle_mb: rounded(idleMib), import: figures(first), import_again: figures(again) };
}

const kept = values['data-dir'] === undefined ? null : resolve(values['data-dir']);
const isSeeded = kept !== null && existsSync(kept);
const dataDir = kept ?? (await temporaryFolder());
const { child, url } = await start(dataDir);
try {
  const imports = isSeeded ? null : await measureImports(child.pid, url);
  const check_1000 = await measureChecks(url);
  const check_1000_at_once = await measureThroughput(url);
  const figures = { entries, ...imports, check_1000, check_1000_at_once, targets: TARGETS };
  console.log(JSON.stringify(figures, null, 2));
  const peaks = imports === null ? [] : [imports.import.mb_over_idle, imports.import_again.mb_over_idle];
  const isMissed =
    check_1000.p95_ms > TARGETS.check_p95_ms || peaks.some((peak) => peak > TARGETS.import_mb_over_idle);
  process.exitCode = isMissed ? 1 : 0;
} finally {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  if (kept === null) await rm(dataDir, { recursive: true, force: true });
}
