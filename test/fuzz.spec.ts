import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Fuzzer, type FuzzRequest } from './support/fuzzer.js';
import { plainMail } from './support/mails.js';
import { Service, WEBHOOK_SECRET } from './support/service.js';

/** For more: FUZZ_REQUESTS=100000 npx jest --selectProjects e2e --testPathPatterns test/fuzz */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);
const AT_ONCE = 16;

/** Documented 5xx answers: a source without a secret, and a health check on a machine that is too busy. */
const isWanted5xx = (path: string, type: unknown) =>
  type === '/problems/source-not-configured' || path.startsWith('/health/ready');
const STACK = /\bat [^\n]*\.(?:js|ts):\d+|node_modules|QueryFailedError/;

let service: Service;
beforeAll(async () => {
  service = await Service.start({ env: { SELFMX_WEBHOOK_SECRET: WEBHOOK_SECRET } });
  for (let n = 0; n < 5; n++) await service.handIn(plainMail());
});
afterAll(() => service?.stop());

async function residentMiB(): Promise<number> {
  const { bytes } = await service.call('GET', '/metrics');
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(bytes.toString())![1]) / 2 ** 20;
}

it(`${REQUESTS} random requests: no 5xx, no stack trace, no answer that openapi.json does not allow`, async () => {
  const fuzzer = new Fuzzer(await service.get('/openapi.json'), SEED);
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let sent = 0;
  let earlyMiB = 0;
  const ask = async (request: FuzzRequest) => {
    try {
      const { method, path } = request;
      const { status, body, bytes } = await service.call(method, path, { ...request, isRandom: true });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const isFault =
        (status >= 500 && !isWanted5xx(request.path, body?.type)) || STACK.test(bytes.toString('latin1'));
      if (isFault) faults.push(`${status} ${JSON.stringify(request)}: ${bytes.toString().slice(0, 500)}`);
    } catch (error) {
      faults.push(`${String(error)} ← ${JSON.stringify(request).slice(0, 500)}`);
    }
  };
  const worker = async () => {
    while (sent < REQUESTS && faults.length < 20) {
      sent += 1;
      if (sent === Math.floor(REQUESTS / 4)) earlyMiB = await residentMiB();
      await ask(fuzzer.next());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(faults).toEqual([]);
  expect(service.program.isRunning).toBe(true);
  expect(statuses.get(200)).toBeGreaterThan(0);
  expect((await residentMiB()) - earlyMiB).toBeLessThan(200);
}, 3_600_000);
