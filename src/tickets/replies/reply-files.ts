import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { cleanFilename, NAMELESS } from '../../mail/parse/filename.js';
import type { BlobStore } from '../../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../../platform/blobs/blob-store-token.js';
import { invalid } from '../../platform/http/validation.js';
import { Attachment } from '../attachment.entity.js';
import type { StoredAttachment } from '../filing/inbound-message.js';
import type { NewReply } from './reply.dto.js';

/** Resend accepts 40 MB per mail after base64, which turns three bytes into four. */
const MAX_TOTAL_BYTES = 28 * 1024 * 1024;
const CONTENT_TYPE = /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/i;

/** Gathers the files of a reply: stored ones by id; new ones go into the blob store. */
@Injectable()
export class ReplyFiles {
  constructor(@Inject(BLOB_STORE) private readonly blobs: BlobStore) {}

  /** Stores the new ones. @throws Problem validation-failed */
  async upload({ uploads = [] }: NewReply): Promise<StoredAttachment[]> {
    const files: StoredAttachment[] = [];
    for (const [index, { filename, content_type, content }] of uploads.entries()) {
      if (!CONTENT_TYPE.test(content_type))
        throw invalid(`uploads/${index}/content_type`, 'must be type/subtype');
      const blob = await this.blobs.put(Buffer.from(content, 'base64'));
      const safe = { filename: cleanFilename(filename) || NAMELESS, originalFilename: filename };
      const named = { id: uuidv7(), ...safe, contentType: content_type };
      files.push({ ...named, ...blob, contentId: null, isInline: false });
    }
    return files;
  }

  /**
   * All files of a reply. Stored ones are locked: their bytes are not stored again, so whoever removes them must see
   * that the reply needs them.
   *
   * @param tx the transaction in which the reply is written
   * @throws Problem validation-failed
   */
  async gather(
    tx: EntityManager,
    { attachment_ids = [] }: NewReply,
    uploaded: StoredAttachment[],
  ): Promise<StoredAttachment[]> {
    const where = { id: In(attachment_ids), purgedAt: IsNull() };
    const lock = { mode: 'pessimistic_read' } as const;
    const known = attachment_ids.length === 0 ? [] : await tx.find(Attachment, { where, lock });
    if (known.length < attachment_ids.length) throw invalid('attachment_ids', 'there is no such attachment');
    const stored = known.map((file) => ({
      ...file,
      size: Number(file.size),
      contentId: null,
      isInline: false,
    }));
    const files = [...stored, ...uploaded];
    const total = files.reduce((sum, { size }) => sum + size, 0);
    if (total > MAX_TOTAL_BYTES)
      throw invalid('attachment_ids', `files may have ${MAX_TOTAL_BYTES} bytes in all`);
    return files;
  }
}
