import { parseArgs } from 'node:util';
import { startSimulator } from './server.js';

/** The port that `npm run simulate` expects. */
const DEFAULT_PORT = 4010;

const { values } = parseArgs({
  options: { port: { type: 'string' }, seed: { type: 'string' }, live: { type: 'boolean' } },
});
const port = Number(values.port ?? process.env.SIM_PORT ?? DEFAULT_PORT);
const seed = values.seed ?? process.env.SIM_SEED;

const simulator = await startSimulator(port, {
  seed: seed ? Number(seed) : undefined,
  live: values.live ?? false,
});
process.stdout.write(`${JSON.stringify({ url: simulator.url })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close());
}
