import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { SmallDisk } from './support/small-disk.js';

const MAILS = 3;
const disk = SmallDisk.mount('2m');

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  if (!disk.isMounted) return;
  simulator = await Simulator.start();
  service = await Service.start({
    env: { ...simulator.env, STORAGE_URL: `file:${join(disk.directory, 'blobs')}` },
  });
  await simulator.announceTo(service);
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
  disk.remove();
});

/** Resolves when readiness says this about the storage. */
const storageSays = (said: { ok: boolean; detail: string | null }) =>
  eventually(async () => {
    const { body } = await service.call('GET', '/health/ready', { key: null });
    return JSON.stringify(body.checks.storage) === JSON.stringify(said) ? true : null;
  });

(disk.isMounted ? describe : describe.skip)(
  'a disk that is full where mail is stored (needs the right to mount)',
  () => {
    it('makes announced mail wait and handed-in mail fail; readiness says so', async () => {
      await disk.fill();
      for (let n = 0; n < MAILS; n += 1) await simulator.deliver(plainMail());
      await eventually(async () => {
        const waiting = await service.sql(
          `SELECT FROM inbox_events WHERE status = 'received' AND last_error->>'code' = 'storage_unavailable'`,
        );
        return waiting.length === MAILS ? true : null;
      });
      const refused = await service.call('POST', '/v1/inbound', {
        raw: plainMail(),
        headers: { 'content-type': 'message/rfc822' },
      });
      expect(refused).toMatchObject({ status: 503, body: { type: '/problems/storage-unavailable' } });
      await storageSays({ ok: false, detail: 'Cannot be reached (ENOSPC).' });
      expect([await service.count('inbox_events'), await service.count('tickets')]).toEqual([MAILS, 0]);
    });

    it('gets all of it filed once there is room again', async () => {
      await disk.makeRoom();
      await service.settled();
      const states = await service.sql('SELECT status, count(*)::int AS n FROM inbox_events GROUP BY status');
      expect(states).toEqual([{ status: 'processed', n: MAILS }]);
      expect([await service.count('messages'), await service.count('tickets')]).toEqual([MAILS, MAILS]);
      expect((await service.handIn(plainMail())).status).toBe('processed');
      await storageSays({ ok: true, detail: null });
    });
  },
);
