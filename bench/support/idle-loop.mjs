/**
 * A process that only watches its event loop: delays come from the machine. Answers each message with the longest delay
 * since the previous one, ms.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** As in prom-client's default metrics. */
const RESOLUTION_MS = 10;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
process.on('message', () => {
  process.send({ longestMs: delays.max / 1e6 });
  delays.reset();
});
process.send({ port: null });
