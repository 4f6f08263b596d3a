import { createHash } from 'node:crypto';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 500;
const SWEEP_TIMEOUT_MS = 120_000;
/** Longer than the age from which the service takes unreferenced bytes for strays. */
const AGE_MS = 2 * 3600 * 1000;

const isBlob = (path) => /^[0-9a-f]{64}$/.test(basename(path));

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

async function namedBlobs(postgres, database) {
  const rows = await postgres.query(
    `SELECT raw_sha256 AS sha256 FROM messages WHERE raw_sha256 IS NOT NULL
     UNION SELECT sha256 FROM attachments`,
    [],
    { database },
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

/**
 * Makes every blob look old, and every removal during which a worker was killed, so that the service's own sweep
 * removes what no row refers to. Waits until it has. Only for a service at rest: bytes being stored would look old too.
 *
 * @returns the number of blobs removed
 */
export async function sweepStrays({ postgres, database, blobsDir }) {
  const named = await namedBlobs(postgres, database);
  const blobs = (await filesIn(blobsDir)).filter(isBlob);
  const longAgo = new Date(Date.now() - AGE_MS);
  // a blob removed meanwhile needs no age
  await Promise.allSettled(blobs.map((path) => utimes(path, longAgo, longAgo)));
  await postgres.query("UPDATE doomed_blobs SET removing_since = removing_since - interval '2 hours'", [], {
    database,
  });
  const strays = async () =>
    (await filesIn(blobsDir)).filter((path) => isBlob(path) && !named.has(basename(path)));
  const deadline = performance.now() + SWEEP_TIMEOUT_MS;
  while ((await strays()).length > 0 && performance.now() < deadline) await sleep(LOOK_EVERY_MS);
  return blobs.length - (await filesIn(blobsDir)).filter(isBlob).length;
}

/** The events of the mails that name these blobs. */
function mailsOf(sha256s, postgres, database) {
  return postgres.query(
    `SELECT event.id, attempts, dispatches, event.received_at, finished_at, raw_sha256 = ANY($1) AS raw_is_missing
     FROM messages JOIN inbox_events AS event ON event.id = event_id
     WHERE raw_sha256 = ANY($1)
        OR EXISTS (SELECT FROM attachments WHERE message_id = messages.id AND sha256 = ANY($1))`,
    [sha256s],
    { database },
  );
}

/** What the service plans to do with these blobs. */
function doomed(sha256s, postgres, database) {
  return postgres.query(
    'SELECT sha256, since, removing_since, now() FROM unnest($1::text[]) AS stray(sha256) LEFT JOIN doomed_blobs USING (sha256)',
    [sha256s],
    { database },
  );
}

/** Compares every blob with its name, and the names with those that mails and attachments refer to. */
export async function judgeBlobs({ postgres, database, blobsDir }) {
  const named = await namedBlobs(postgres, database);
  const files = await filesIn(blobsDir);
  const found = new Set(files.filter(isBlob).map((path) => basename(path)));
  let damaged = 0;
  for (const path of files.filter(isBlob)) {
    const digest = createHash('sha256').update(await readFile(path));
    if (digest.digest('hex') !== basename(path)) damaged += 1;
  }
  const orphans = [...found].filter((sha256) => !named.has(sha256));
  if (orphans.length > 0) console.log('orphan blobs:', await doomed(orphans, postgres, database));
  const missing = [...named].filter((sha256) => !found.has(sha256));
  if (missing.length > 0) console.log('missing blobs:', await mailsOf(missing, postgres, database));
  return {
    blobs: found.size,
    orphan_blobs: orphans.length,
    missing_blobs: missing.length,
    damaged_blobs: damaged,
    unfinished_uploads: files.length - found.size,
  };
}
