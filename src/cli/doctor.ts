import 'reflect-metadata';
import { argumentsOf } from './arguments.js';
import { examine } from './doctor/examine.js';
import { endQuietly } from './end-quietly.js';
import { settings } from './settings.js';

const USAGE = `npm run doctor

Says what is configured and what is wrong with it: database, queue, storage, provider, webhook, clock. Takes the environment of the
service. Exit status 0 when nothing has failed, 1 otherwise.`;

argumentsOf(USAGE, {});
endQuietly();

const MARKS = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' };

const counts = { ok: 0, warn: 0, fail: 0 };
for await (const { state, about, seen, advice } of examine(settings())) {
  counts[state] += 1;
  console.log(`${MARKS[state]}  ${about.padEnd(15)}  ${seen}`);
  if (advice !== null) console.log(`${' '.repeat(23)}→ ${advice}`);
}
console.log(`${counts.ok} ok, ${counts.warn} warnings, ${counts.fail} failed`);
process.exitCode = counts.fail > 0 ? 1 : 0;
