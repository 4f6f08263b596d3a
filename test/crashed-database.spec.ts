import { afterEach, describe, expect, it } from '@jest/globals';
import { createMigratedDatabase } from './support/databases.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { StartingWire } from './support/starting-wire.js';

const MAILS = 40;
const KNOCKS = 100;
/** Average pause between two attempts, over all workers. */
const PAUSE_MS = 10;

let service: Service | undefined;
let wire: StartingWire | undefined;
afterEach(async () => {
  wire?.start();
  await service?.stop();
  wire?.remove();
  service = wire = undefined;
});

(process.env.REDIS_URL ? describe.skip : describe)(
  'a database that crashed under load and is starting',
  () => {
    it('is not asked again without a pause, and all mail is filed once it runs', async () => {
      wire = await new StartingWire().before(await createMigratedDatabase());
      service = await Service.start({ env: { DATABASE_URL: wire.databaseUrl } });
      const mails = Array.from({ length: MAILS }, (_, n) =>
        service!.handIn(plainMail({ messageId: `${n}@customer.example` })).catch(() => null),
      );
      await Promise.race(mails);
      wire.crash();
      const crashedAt = performance.now();
      await eventually(() => Promise.resolve(wire!.refused >= KNOCKS ? true : null));
      expect(performance.now() - crashedAt).toBeGreaterThan(KNOCKS * PAUSE_MS);
      wire.start();
      expect((await service.handIn(plainMail())).status).toBe('processed');
      await Promise.all(mails);
      await service.settled();
      const [mail] = await service.sql(
        `SELECT (SELECT count(*)::int FROM inbox_events) AS accepted, (SELECT count(*)::int FROM messages) AS filed`,
      );
      expect(mail!.filed).toBe(mail!.accepted);
    });
  },
);
