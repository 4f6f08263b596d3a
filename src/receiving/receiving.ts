import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { MailEvidence } from '../deliveries/mail-evidence.js';
import { RetryLater, Unprocessable } from '../inbox/inbox-errors.js';
import type { Claim } from '../inbox/claim.js';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { inTurn } from '../platform/database/in-turn.js';
import { failpoint } from '../platform/failpoint.js';
import { Filing, locksOf } from '../tickets/filing/filing.js';
import type { InboundMessage } from '../tickets/filing/inbound-message.js';
import { ErasedAgain } from './erased-again.js';
import { InboundEmails } from './inbound-emails.js';
import { type ObtainedMail, MailSource } from './mail-source.js';
import type { ReaderAnswer } from './reader/reader-task.js';
import { MailReader, READER_TIMEOUT } from './reader/mail-reader.js';
import { storeAttachments } from './store-attachments.js';
import { toInboundMessage } from './to-inbound-message.js';
import { toHandlingError } from './translate-errors.js';

/**
 * Downloads of a mail that ends in mid-part. A server may send fewer bytes than there are, in good order; a mail that is
 * broken itself looks the same each time and is then filed as it is.
 */
const MAX_CUT_OFF_DOWNLOADS = 3;

/** A machine short of processor time looks like a mail that hangs: a time-out is believed when it comes again and again. */
const MAX_READER_TIMEOUTS = 5;

/** Turns the announcement of a mail into a filed message. */
@Injectable()
export class Receiving {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly emails: InboundEmails,
    private readonly source: MailSource,
    private readonly reader: MailReader,
    private readonly filing: Filing,
    private readonly evidence: MailEvidence,
    private readonly erased: ErasedAgain,
  ) {}

  /** Every step may run again after a crash: blobs are named by content, rows by unique keys. */
  async receive(claim: Claim): Promise<void> {
    try {
      const email = await this.emails.begin(claim.event);
      if (email.isErased) return await this.erased.refuse(claim);
      const obtained = await this.source.obtain(claim.event, email);
      failpoint('raw_noted');
      if (obtained.isErased) return await this.erased.refuse(claim, obtained.raw?.sha256);
      const answer = await this.read(claim, obtained);
      failpoint('mail_read');
      await this.refuseCutOff(claim, obtained, answer);
      const attachments = await storeAttachments(this.blobs, answer);
      failpoint('attachments_stored');
      await this.handOver(
        claim,
        toInboundMessage(claim.event, answer, { ...obtained, attachments }),
        obtained,
      );
    } catch (error) {
      throw toHandlingError(error);
    }
  }

  private async read({ event }: Claim, { task }: ObtainedMail): Promise<ReaderAnswer> {
    try {
      return await this.reader.read(task);
    } catch (error) {
      const isTimeout = error instanceof Unprocessable && error.code === READER_TIMEOUT;
      if (!isTimeout || event.attempts >= MAX_READER_TIMEOUTS) throw error;
      throw new RetryLater(READER_TIMEOUT, error.message, null, true, { cause: error });
    }
  }

  private async refuseCutOff(
    { event }: Claim,
    { isFresh }: ObtainedMail,
    { mail }: ReaderAnswer,
  ): Promise<void> {
    const isCutOff = mail.defects.includes('boundary_unterminated');
    if (!isFresh || !isCutOff || event.attempts >= MAX_CUT_OFF_DOWNLOADS) return;
    await this.emails.fetchAgain(event);
    throw new RetryLater('raw_cut_off', 'The raw mail ends in mid-part; it is downloaded again.');
  }

  /** Message, ticket, attachments, contact, what it proves of addresses, and the end of the event commit together. */
  private async handOver(claim: Claim, message: InboundMessage, { rawMissing }: ObtainedMail): Promise<void> {
    await inTurn(this.database, locksOf(message), async (tx) => {
      const decided = await this.filing.decide(tx, message);
      const proven = await this.evidence.take(tx, {
        ...message,
        kind: message.classification.kind,
        dmarc: message.authentication?.dmarc ?? null,
        isSenderListed: decided.isSenderListed,
      });
      const writes = [...decided.writes(proven.reports), ...proven.writes, this.emails.filing(claim.event)];
      const { kind, ticketId, messageId } = decided.filed;
      await claim.finishWith(tx, writes, {
        status: 'processed',
        classification: message.classification,
        outcome: {
          kind,
          ticket_id: ticketId,
          message_id: messageId,
          suppressions: proven.suppressions,
          ...(rawMissing !== null && { reason: rawMissing }),
        },
      });
      failpoint('event_finished');
      await this.filing.acknowledge(tx, decided);
    });
    failpoint('event_committed');
  }
}
