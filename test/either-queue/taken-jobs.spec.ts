import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bounce, post, sentMailEvent } from '../support/delivery-events.js';
import { eventually } from '../support/eventually.js';
import { Service } from '../support/service.js';
import { TriggerGate } from '../support/trigger-gate.js';

/** More than a worker processes at once: the others wait in the queue while the provider is silent. */
const MAILS = 60;

/** Number of reports on sent mail that a worker processes at once. */
const HANDS = 4;
/** The queue considers a job lost after a minute. */
const BEFORE_THE_QUEUE_NOTICES_MS = 45_000;
const LEASE_OF_A_BOUNCE =
  "BEFORE UPDATE ON inbox_events FOR EACH ROW WHEN (NEW.status = 'processing' AND NEW.kind = 'bounced')";

let silent: Server;
let api: Service;
let worker: Service | undefined;
let env: Record<string, string>;
beforeAll(async () => {
  silent = createServer(() => undefined);
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const { port } = silent.address() as AddressInfo;
  env = { RESEND_BASE_URL: `http://127.0.0.1:${port}`, RESEND_API_KEY: 're_never_answered' };
  api = await Service.start({ env, role: 'api' });
});
afterAll(async () => {
  await worker?.program.stop('SIGKILL');
  await api?.stop();
  silent?.close();
});

it('the event of a killed worker does not wait behind everything that came later', async () => {
  const dying = await Service.start({ env: { ...env, FAILPOINT: 'job_taken' }, role: 'worker', beside: api });
  await post(api, sentMailEvent('email.bounced', { data: bounce('Permanent', 'General') }));
  await eventually(() => Promise.resolve(dying.program.isRunning ? null : true));
  for (let n = 0; n < MAILS; n += 1) await post(api, sentMailEvent('email.received'));

  worker = await Service.start({ env, role: 'worker', beside: api });
  const [bounced] = await eventually(async () => {
    const rows = await api.sql("SELECT kind FROM inbox_events WHERE status = 'processed'");
    return rows.length > 0 ? rows : null;
  });
  expect(bounced).toEqual({ kind: 'bounced' });
  const [mails] = await api.sql<{ waiting: number; again: number }>(
    `SELECT count(*)::int AS waiting, count(*) FILTER (WHERE dispatches > 0)::int AS again
     FROM inbox_events WHERE kind = 'received' AND attempts = 0 AND last_error IS NULL`,
  );
  expect(mails!.waiting).toBeGreaterThan(0);
  expect(mails!.again).toBeLessThan(mails!.waiting / 2); // jobs that still wait are not duplicated
});

it('no event of a worker that was killed with several jobs is kept waiting', async () => {
  await worker?.program.stop('SIGKILL');
  await api.sql('DELETE FROM inbox_events');
  const leases = await TriggerGate.at(api, 1, LEASE_OF_A_BOUNCE);
  await leases.shut();
  const bounced = sentMailEvent('email.bounced', { data: bounce('Permanent', 'General') });
  for (let n = 0; n < HANDS; n += 1) await post(api, bounced);
  const dying = await Service.start({ env, role: 'worker', beside: api });
  await leases.reached(HANDS);
  await dying.program.stop('SIGKILL');
  await leases.turnAway();
  await leases.end();
  for (let n = 0; n < MAILS; n += 1) await post(api, sentMailEvent('email.received'));

  worker = await Service.start({ env, role: 'worker', beside: api });
  await eventually(async () => {
    const done = await api.sql("SELECT FROM inbox_events WHERE kind = 'bounced' AND status = 'processed'");
    return done.length === HANDS ? true : null;
  }, BEFORE_THE_QUEUE_NOTICES_MS);
});
