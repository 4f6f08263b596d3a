import 'reflect-metadata';
import { openBlobStore } from '../platform/blobs/open-blob-store.js';
import { Log } from '../platform/logging/log.js';
import { MailReader } from '../receiving/reader/mail-reader.js';
import { argumentsOf } from './arguments.js';
import { giveUp } from './command-error.js';
import { endQuietly } from './end-quietly.js';
import { openDatabase } from './open-database.js';
import { reparseMessages } from './reparse/reparse-messages.js';
import { settings } from './settings.js';

const USAGE = `npm run reparse -- --since 2026-11-01 [--apply]

Reads stored raw mail again with today's code and prints, for each message that would read differently, what differs.
Nothing is changed without --apply; where a message is filed is never changed.`;

const asked = argumentsOf(USAGE, {
  since: { type: 'string' },
  apply: { type: 'boolean', default: false },
});
const since = new Date(asked.since ?? '');
if (Number.isNaN(since.getTime())) {
  console.error(USAGE);
  process.exit(2);
}

endQuietly();
const config = settings();

async function reparse(): Promise<void> {
  const { database, close } = await openDatabase(config);
  const reader = new MailReader(new Log('error'));
  const counts = { read: 0, differ: 0, failed: 0 };
  try {
    const blobs = await openBlobStore(config, database);
    for await (const { messageId, differs, failure } of reparseMessages(
      { database, blobs, reader },
      { since, apply: asked.apply },
    )) {
      counts.read += 1;
      if (failure !== null) {
        counts.failed += 1;
        console.log(`${messageId}  cannot be read: ${failure}`);
      } else if (differs.length > 0) {
        counts.differ += 1;
        console.log(`${messageId}  ${differs.join(', ')}`);
      }
    }
  } finally {
    await reader.onApplicationShutdown();
    await close();
  }
  const written = asked.apply ? 'changed' : 'would differ';
  console.log(`${counts.read} read, ${counts.differ} ${written}, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

await reparse().catch(giveUp);
