import type { BlobStore } from '../platform/blobs/blob-store.js';
import type { StoredAttachment } from '../tickets/filing/inbound-message.js';
import type { ReaderAnswer } from './reader/reader-task.js';

/** Puts the files of a mail into the blob store, one after the other; the same bytes lie there once. */
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
