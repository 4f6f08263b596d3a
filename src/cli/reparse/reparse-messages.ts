import type { DataSource, EntityManager } from 'typeorm';
import { InboxEvent } from '../../inbox/inbox-event.entity.js';
import type { BlobStore } from '../../platform/blobs/blob-store.js';
import { sha256Of } from '../../platform/sha256.js';
import type { MailReader } from '../../receiving/reader/mail-reader.js';
import { storeAttachments } from '../../receiving/store-attachments.js';
import { toInboundMessage } from '../../receiving/to-inbound-message.js';
import { Attachment } from '../../tickets/attachment.entity.js';
import { lockTicketOf } from '../../tickets/lock-ticket-of.js';
import { Message } from '../../tickets/message.entity.js';
import { indexAgain } from '../../tickets/search/index-words.js';
import { rememberMessageIds } from '../../tickets/threading/known-message-ids.js';
import { Ticket } from '../../tickets/ticket.entity.js';
import { type Differences, findDifferences, keepIds } from './differences.js';

/** Messages held in memory at once. */
const PAGE_SIZE = 50;

export interface Reparsed {
  messageId: string;
  /** Members that differ; empty if today's reading is the same. */
  differs: string[];
  /** Why the mail could not be read; null if it could. */
  failure: string | null;
}

interface Tools {
  database: DataSource;
  blobs: BlobStore;
  reader: MailReader;
}

/**
 * Reads stored raw mail again with today's code, oldest first.
 *
 * @param apply writes what differs; never changes where a message is filed
 */
export async function* reparseMessages(
  tools: Tools,
  { since, apply }: { since: Date; apply: boolean },
): AsyncGenerator<Reparsed> {
  for (let after = ''; ;) {
    const page = await pageAfter(tools.database, since, after);
    for (const message of page) yield await reparse(tools, message, apply);
    if (page.length < PAGE_SIZE) return;
    after = page.at(-1)!.id;
  }
}

function pageAfter(database: DataSource, since: Date, after: string): Promise<Message[]> {
  const select = database
    .getRepository(Message)
    .createQueryBuilder('message')
    .leftJoinAndSelect('message.attachments', 'attachment')
    .where('message.rawSha256 IS NOT NULL AND message.rawPurgedAt IS NULL AND message.receivedAt >= :since', {
      since,
    });
  if (after !== '') select.andWhere('message.id > :after', { after });
  return select.orderBy('message.id', 'ASC').take(PAGE_SIZE).getMany();
}

/** Names files by their content, and stores none. */
const NOWHERE: Pick<BlobStore, 'put'> = {
  put: async (content) => {
    const bytes = content as Uint8Array;
    return { sha256: await sha256Of(bytes), size: bytes.byteLength };
  },
};

async function reparse(tools: Tools, stored: Message, apply: boolean): Promise<Reparsed> {
  try {
    const answer = await tools.reader.read({ raw: await tools.blobs.read(stored.rawSha256!) });
    const attachments = await storeAttachments(NOWHERE, answer);
    const event = await tools.database.getRepository(InboxEvent).findOneByOrFail({ id: stored.eventId! });
    const raw = { sha256: stored.rawSha256!, size: Number(stored.rawSize) };
    const { authentication } = stored;
    const read = toInboundMessage(event, answer, {
      raw,
      attachments,
      authentication,
      recipients: [],
      reversePath: null,
    });
    const differences = findDifferences(stored, read);
    if (apply && differences.names.length > 0) {
      if (differences.attachments) await storeAttachments(tools.blobs, answer);
      const isThere = await write(tools.database, stored, differences, keepIds(attachments, stored));
      if (!isThere) return { messageId: stored.id, differs: [], failure: null };
    }
    return { messageId: stored.id, differs: differences.names, failure: null };
  } catch (error) {
    return { messageId: stored.id, differs: [], failure: (error as Error).message };
  }
}

/** @returns false if the mail was erased or purged after it was read: nothing of it may come back */
function write(
  database: DataSource,
  stored: Message,
  { changes, attachments }: Differences,
  read: ReturnType<typeof keepIds>,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const held = await hold(tx, stored);
    if (held === null) return false;
    if (Object.keys(changes).length > 0) await tx.update(Message, { id: stored.id }, changes);
    await makeFindable(tx, { ...stored, ...changes, ...held });
    if (!attachments) return true;
    await tx.delete(Attachment, { messageId: stored.id });
    await tx.insert(
      Attachment,
      read.map((attachment, position) => ({
        ...attachment,
        messageId: stored.id,
        position,
        size: String(attachment.size),
      })),
    );
    return true;
  });
}

/** Locks the message, its ticket first. @returns where it is filed now; null if its raw mail is gone */
async function hold(
  tx: EntityManager,
  { id, rawSha256 }: Message,
): Promise<{ ticketId: string | null } | null> {
  await lockTicketOf(tx, id);
  const rows = await tx.query<{ ticketId: string | null }[]>(
    `SELECT ticket_id AS "ticketId" FROM messages
     WHERE id = $1 AND raw_sha256 = $2 AND raw_purged_at IS NULL FOR UPDATE`,
    [id, rawSha256],
  );
  return rows[0] ?? null;
}

/** Lets searches and later answers find the ticket by what was read today. */
async function makeFindable(
  tx: EntityManager,
  { ticketId, messageId, inReplyTo, references }: Message,
): Promise<void> {
  if (ticketId === null) return;
  await rememberMessageIds(tx, { ticketId, messageId, mentioned: [...inReplyTo, ...references] });
  const { rootId } = await tx.findOneByOrFail(Ticket, { id: ticketId });
  await indexAgain(tx, [rootId]);
}
