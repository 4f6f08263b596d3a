/**
 * Measures Postroom against references that run in the same session on the same machine: ratios carry over to other
 * machines, absolute figures do not.
 *
 *   npm run bench ingest|parse [-- --seconds 5 --rounds 3 --write]
 *
 * Exit status 1 when a goal is missed.
 */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { ingest } from './ingest.mjs';
import { parse } from './parse.mjs';
import { writeTable } from './support/documents.mjs';
import { tableOf } from './support/figures.mjs';

const BENCHES = { ingest, parse };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});
const name = positionals[0];
if (!Object.hasOwn(BENCHES, name ?? '')) {
  console.error(`Usage: npm run bench ${Object.keys(BENCHES).join('|')} [-- --seconds 5 --rounds 3 --write]`);
  process.exit(2);
}
const { rows, missed = 0 } = await BENCHES[name]({
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
});
const machine = `Node.js ${process.versions.node}, ${availableParallelism()} cores, ${cpus()[0]?.model.trim()}`;
const table = tableOf([...rows, ['machine', machine]]);
console.log(table);
if (values.write) await writeTable('performance.md', name, table);
process.exitCode = missed === 0 ? 0 : 1;
