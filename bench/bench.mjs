/**
 * Measures Postroom against references that run in the same session on the same machine: ratios carry over to other
 * machines, absolute figures do not. Exit status 1 if a goal is missed.
 *
 *   npm run bench ingest|parse|pipeline|queue|webhooks [-- --seconds … --rounds … --write]
 *   npm run bench api [-- --tickets 1000000 --messages 3000000 --write]
 *   npm run bench seed [-- --tickets 1000000 --messages 3000000]
 */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { api } from './api.mjs';
import { ingest } from './ingest.mjs';
import { parse } from './parse.mjs';
import { pipeline } from './pipeline.mjs';
import { queue } from './queue.mjs';
import { seed } from './seed.mjs';
import { writeTable } from './support/documents.mjs';
import { missed, tableOf } from './support/figures.mjs';
import { webhooks } from './webhooks.mjs';

const BENCHES = { api, ingest, parse, pipeline, queue, seed, webhooks };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    tickets: { type: 'string', default: '1000000' },
    messages: { type: 'string', default: '3000000' },
    write: { type: 'boolean', default: false },
  },
});
const name = positionals[0];
if (!Object.hasOwn(BENCHES, name ?? '')) {
  console.error(`Usage: npm run bench ${Object.keys(BENCHES).join('|')} [-- --seconds … --rounds … --write]`);
  process.exit(2);
}
const { write, ...numbers } = values;
const options = Object.fromEntries(Object.entries(numbers).map(([option, value]) => [option, Number(value)]));
const { rows } = await BENCHES[name](options);
const machine = `Node.js ${process.versions.node}, ${availableParallelism()} cores, ${cpus()[0]?.model.trim()}`;
const table = tableOf([...rows, ['machine', machine]]);
console.log(table);
if (write) await writeTable('performance.md', name, table);
const failed = missed(rows);
if (failed.length > 0) {
  console.log(`MISSED: ${failed.join('; ')}`);
  process.exitCode = 1;
}
