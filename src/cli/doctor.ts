import 'reflect-metadata';
import { InvalidConfig, readConfig } from '../platform/config/read-config.js';
import { badStorageUrl } from '../platform/blobs/open-blob-store.js';
import { badFailpoint } from '../platform/config/bad-failpoint.js';
import { badSources } from '../webhooks/webhook-sources.js';
import { examine } from './doctor/examine.js';

const MARKS = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' };

try {
  const config = readConfig(process.env, [badSources, badStorageUrl, badFailpoint]);
  const counts = { ok: 0, warn: 0, fail: 0 };
  for await (const { state, about, seen, advice } of examine(config)) {
    counts[state] += 1;
    console.log(`${MARKS[state]}  ${about.padEnd(15)}  ${seen}`);
    if (advice !== null) console.log(`${' '.repeat(23)}→ ${advice}`);
  }
  console.log(`${counts.ok} ok, ${counts.warn} warnings, ${counts.fail} failed`);
  process.exitCode = counts.fail > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof InvalidConfig)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
