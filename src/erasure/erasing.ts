import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Providers } from '../providers/registry.js';
import { ErasedSuppressions } from '../suppressions/erased-suppressions.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import type { Person, Step } from './person.js';
import { forgetBlobs } from './steps/forget-blobs.js';
import { forgetContact } from './steps/forget-contact.js';
import { forgetEvents } from './steps/forget-events.js';
import { forgetMentions } from './steps/forget-mentions.js';
import { forgetMessages } from './steps/forget-messages.js';
import { forgetPaths } from './steps/forget-paths.js';
import { forgetSuppressions } from './steps/forget-suppressions.js';
import { forgetTickets } from './steps/forget-tickets.js';

interface OpenErasure {
  id: string;
  contact_id: string;
  addresses: string[];
  step: number;
  position: string | null;
  blobs: string[];
}

/**
 * Carries out erasures in portions; the progress commits with each portion. When all steps are taken, an erasure waits
 * until retention has removed the bytes, and is then done.
 */
@Injectable()
export class Erasing {
  private readonly steps: Step[];

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    erasedMails: ErasedMails,
    erasedSuppressions: ErasedSuppressions,
    providers: Providers,
  ) {
    const messages = forgetMessages(erasedMails);
    const tickets = forgetTickets(messages);
    const suppressions = forgetSuppressions(erasedSuppressions);
    this.steps = [
      messages,
      tickets,
      forgetMentions,
      forgetPaths,
      suppressions,
      forgetEvents(erasedMails, providers),
      // again: what was filed or applied before its event was emptied
      messages,
      tickets,
      forgetMentions,
      suppressions,
      forgetContact(tickets),
      forgetBlobs,
    ];
  }

  /**
   * Takes one step of any open erasure, at random, so that one that keeps failing does not hold up the others.
   *
   * @returns false if there was nothing to do
   */
  async eraseSome(): Promise<boolean> {
    await this.finish();
    return this.database.transaction(async (tx) => {
      const [erasure] = await tx.query<OpenErasure[]>(
        `SELECT id, contact_id, addresses, step, position, blobs FROM erasures
         WHERE finished_at IS NULL AND step < $1 ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [this.steps.length],
      );
      if (erasure === undefined) return false;
      const person = { contactId: erasure.contact_id, addresses: erasure.addresses, blobs: erasure.blobs };
      const position = await this.steps[erasure.step]!(tx, person, erasure.position);
      const step = position === null ? erasure.step + 1 : erasure.step;
      await keep(tx, erasure.id, person, { step, position });
      return true;
    });
  }

  /** Keeps nothing but the fact of an erasure whose bytes are gone, or belong to others. */
  private async finish(): Promise<void> {
    await this.database.query(
      `UPDATE erasures SET finished_at = now(), contact_id = NULL, addresses = '{}', blobs = '{}'
       WHERE finished_at IS NULL AND step >= $1
         AND NOT EXISTS (SELECT FROM doomed_blobs WHERE sha256 = ANY(erasures.blobs))`,
      [this.steps.length],
    );
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
