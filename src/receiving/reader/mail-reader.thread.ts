import { v7 as uuidv7 } from 'uuid';
import { skimMail } from '../../mail/parse/skim-mail.js';
import { UnreadableMail } from '../../mail/parse/unreadable-mail.js';
import { interpretMail, type MailReading, readMail, type ReadingContext } from '../../mail/read-mail.js';
import { giveWay } from '../../platform/give-way.js';
import type { ReaderAnswer, ReaderTask } from './reader-task.js';

giveWay();

/** Runs in a worker thread with limited memory and time. Hostile bytes are read here and nowhere else. */
export default async function read(task: ReaderTask): Promise<ReaderAnswer> {
  const attachmentIds: string[] = [];
  const idOf = (position: number) => (attachmentIds[position] ??= uuidv7());
  const context = { attachmentUrl: (position: number) => `/v1/attachments/${idOf(position)}/content` };
  const { reading, ownFailure } =
    'raw' in task
      ? await readRaw(task.raw, context)
      : { reading: interpretMail(task.parsed, context), ownFailure: null };
  reading.mail.attachments.forEach((_attachment, position) => idOf(position));
  return { ...reading, attachmentIds, ownFailure };
}

/**
 * A mail over the limits is skimmed: its header makes a ticket, with the whole mail attached. If our reader fails,
 * which it promises not to, mailparser reads the mail: a second, independent opinion, loaded only then.
 */
async function readRaw(
  raw: Uint8Array,
  context: ReadingContext,
): Promise<{ reading: MailReading; ownFailure: string | null }> {
  try {
    return { reading: readMail(raw, context), ownFailure: null };
  } catch (error) {
    if (error instanceof UnreadableMail) {
      return { reading: interpretMail(skimMail(raw, error.code), context), ownFailure: null };
    }
    const ownFailure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const { readWithMailparser } = await import('../../mail/parse/fallback.js');
    return { reading: interpretMail(await readWithMailparser(raw), context), ownFailure };
  }
}
