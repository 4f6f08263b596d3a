import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { KeyedHash } from '../platform/secrets/keyed-hash.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import type { Person, Step } from './person.js';
import { forgetMentions, forgetSuppressions } from './steps/forget-addresses.js';
import { forgetBlobs } from './steps/forget-blobs.js';
import { forgetContact } from './steps/forget-contact.js';
import { forgetEvents } from './steps/forget-events.js';
import { forgetMessages } from './steps/forget-messages.js';
import { forgetTickets } from './steps/forget-tickets.js';

interface OpenErasure {
  id: string;
  contact_id: string;
  addresses: string[];
  step: number;
  position: string | null;
  blobs: string[];
}

/** Carries out erasures, a portion at a time; how far it is commits with the portion. */
@Injectable()
export class Erasing {
  private readonly steps: Step[];

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(BLOB_STORE) blobs: BlobStore,
    erasedMails: ErasedMails,
    hash: KeyedHash,
  ) {
    this.steps = [
      forgetMessages(erasedMails),
      forgetTickets,
      forgetMentions,
      forgetSuppressions(hash),
      forgetEvents(erasedMails),
      forgetContact,
      forgetBlobs(blobs),
    ];
  }

  /** @returns false when there was nothing to do */
  async eraseSome(): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [erasure] = await tx.query<OpenErasure[]>(
        `SELECT id, contact_id, addresses, step, position, blobs FROM erasures
         WHERE finished_at IS NULL ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      );
      if (erasure === undefined) return false;
      const person = { contactId: erasure.contact_id, addresses: erasure.addresses, blobs: erasure.blobs };
      const position = await this.steps[erasure.step]!(tx, person, erasure.position);
      const step = position === null ? erasure.step + 1 : erasure.step;
      if (step === this.steps.length) await finish(tx, erasure.id);
      else await keep(tx, erasure.id, person, { step, position });
      return true;
    });
  }
}

async function keep(
  tx: EntityManager,
  id: string,
  { blobs }: Person,
  { step, position }: { step: number; position: string | null },
): Promise<void> {
  await tx.query('UPDATE erasures SET step = $2, position = $3, blobs = $4 WHERE id = $1', [
    id,
    step,
    position,
    [...new Set(blobs)],
  ]);
}

/** Nothing but the fact is left of it. */
async function finish(tx: EntityManager, id: string): Promise<void> {
  await tx.query(
    `UPDATE erasures SET finished_at = now(), contact_id = NULL, addresses = '{}', blobs = '{}' WHERE id = $1`,
    [id],
  );
}
