import { afterEach, describe, expect, it } from '@jest/globals';
import { createMigratedDatabase } from './support/databases.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { WireOfListeners } from './support/wire-of-listeners.js';

/** The workers for received mail and for outgoing webhooks. */
const WORKERS = 2;

let service: Service | undefined;
let wire: WireOfListeners | undefined;
afterEach(async () => {
  await service?.stop();
  wire?.remove();
  service = wire = undefined;
});

async function startBehind(mishap: ConstructorParameters<typeof WireOfListeners>[0]): Promise<Service> {
  wire = await new WireOfListeners(mishap).before(await createMigratedDatabase());
  service = await Service.start({ env: { DATABASE_URL: wire.databaseUrl } });
  await eventually(() => Promise.resolve(wire!.listening >= WORKERS ? true : null));
  return service;
}

(process.env.REDIS_URL ? describe.skip : describe)('a worker whose session is ended', () => {
  it('in the very packet that confirms LISTEN listens again', async () => {
    await startBehind({ sessions: WORKERS, isAnswered: true });
    expect((await service!.handIn(plainMail())).status).toBe('processed');
  });

  it('before it listens, and that gets no signal afterwards, finds mail within seconds', async () => {
    await startBehind({ sessions: WORKERS, isAnswered: false, isMute: true });
    expect((await service!.handIn(plainMail())).status).toBe('processed');
  });
});
