import 'reflect-metadata';
import { examine } from './doctor/examine.js';
import { settings } from './settings.js';

const MARKS = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' };

const counts = { ok: 0, warn: 0, fail: 0 };
for await (const { state, about, seen, advice } of examine(settings())) {
  counts[state] += 1;
  console.log(`${MARKS[state]}  ${about.padEnd(15)}  ${seen}`);
  if (advice !== null) console.log(`${' '.repeat(23)}→ ${advice}`);
}
console.log(`${counts.ok} ok, ${counts.warn} warnings, ${counts.fail} failed`);
process.exitCode = counts.fail > 0 ? 1 : 0;
