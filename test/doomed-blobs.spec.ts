import { createHash } from 'node:crypto';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LONG_AGO } from './support/blobs.js';
import { Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

/** More than retention looks at in one statement. */
const MANY = 600;

let service: Service;
/** Stops a round of retention at its start. */
let round: TriggerGate;
beforeAll(async () => {
  service = await Service.start({ env: { RETENTION_SECONDS: '1', RETAIN_LOGS_DAYS: '30' } });
  round = await TriggerGate.at(service, 1, 'BEFORE DELETE ON notifications FOR EACH STATEMENT');
});
afterAll(async () => {
  await round?.end();
  await service?.stop();
});

const digests = (of: string, count: number) =>
  Array.from({ length: count }, (_, n) => createHash('sha256').update(`${of} ${n}`).digest('hex'));

const pathOf = (sha256: string) => join(service.env.DATA_DIR!, 'blobs', sha256.slice(0, 2), sha256);

/** Makes these given up that many minutes ago. */
const doom = (sha256s: string[], minutesAgo: number) =>
  service.sql(
    `INSERT INTO doomed_blobs (sha256, since) SELECT unnest($1::text[]), now() - make_interval(mins => $2::int)`,
    [sha256s, minutesAgo],
  );

it('a round removes all blobs that are due, however many before them are not', async () => {
  await round.shut();
  await round.reached();
  const [unremovable, young, old] = [digests('no file', 3), digests('young', MANY), digests('old', 2 * MANY)];
  for (const sha256 of unremovable) {
    await mkdir(pathOf(sha256), { recursive: true });
    await utimes(pathOf(sha256), LONG_AGO, LONG_AGO);
  }
  for (const sha256 of [...young, ...old]) {
    await mkdir(dirname(pathOf(sha256)), { recursive: true });
    await writeFile(pathOf(sha256), sha256);
  }
  for (const sha256 of old) await utimes(pathOf(sha256), LONG_AGO, LONG_AGO);
  await doom(unremovable, 30);
  await doom(young, 20);
  await doom(old, 10);
  await round.open();
  await round.shut();
  await round.reached(); // the next round, so the one before has ended
  const left = await service.sql<{ sha256: string }>('SELECT sha256 FROM doomed_blobs');
  const doomed = new Set(left.map(({ sha256 }) => sha256));
  const stillDoomed = (sha256s: string[]) => sha256s.filter((sha256) => doomed.has(sha256)).length;
  expect({ old: stillDoomed(old), young: stillDoomed(young) }).toEqual({ old: 0, young: MANY });
  expect(stillDoomed(unremovable)).toBe(unremovable.length);
  await round.open();
});
