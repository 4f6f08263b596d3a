import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { openBlobStore } from '../platform/blobs/open-blob-store.js';
import { readConfig } from '../platform/config/read-config.js';
import { Log } from '../platform/logging/log.js';
import { MailReader } from '../receiving/reader/mail-reader.js';
import { openDatabase } from './open-database.js';
import { reparseMessages } from './reparse/reparse-messages.js';

const USAGE = `npm run reparse -- --since 2026-11-01 [--apply]

Reads stored raw mail again with today's code and prints, for each message that would read differently, what differs.
Nothing is changed without --apply; where a message is filed is never changed.`;

const { values } = parseArgs({
  options: { since: { type: 'string' }, apply: { type: 'boolean', default: false } },
});
const since = new Date(values.since ?? '');
if (Number.isNaN(since.getTime())) {
  console.error(USAGE);
  process.exit(2);
}

const config = readConfig(process.env);
const reader = new MailReader(new Log('error'));
const { database, close } = await openDatabase(config);
const counts = { read: 0, differ: 0, failed: 0 };
try {
  const blobs = await openBlobStore(config);
  for await (const { messageId, differs, failure } of reparseMessages(
    { database, blobs, reader },
    { since, apply: values.apply },
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
const written = values.apply ? 'changed' : 'would differ';
console.log(`${counts.read} read, ${counts.differ} ${written}, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 ? 1 : 0;
