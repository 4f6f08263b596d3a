import type { BlobStore } from '../platform/blobs/blob-store.js';
import type { StoredAttachment } from '../tickets/filing/inbound-message.js';
import type { ReaderAnswer } from './reader/reader-task.js';

/** Stores the files of a mail in the blob store, one at a time; identical bytes are stored once. */
export async function storeAttachments(
  blobs: Pick<BlobStore, 'put'>,
  { mail, attachmentIds }: ReaderAnswer,
): Promise<StoredAttachment[]> {
  const stored: StoredAttachment[] = [];
  for (const [position, { content, inline, ...attachment }] of mail.attachments.entries()) {
    const blob = await blobs.put(content);
    stored.push({ ...attachment, ...blob, isInline: inline, id: attachmentIds[position]! });
  }
  return stored;
}
