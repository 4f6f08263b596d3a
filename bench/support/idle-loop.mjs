/**
 * A process that does nothing but watch its event loop: what delays it is the machine. Answers each message with the
 * longest delay since the last one, ms.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** As prom-client's default metrics have it. */
const RESOLUTION_MS = 10;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
process.on('message', () => {
  process.send({ longestMs: delays.max / 1e6 });
  delays.reset();
});
process.send({ port: null });
