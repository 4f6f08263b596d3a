import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { MailEvidence } from '../deliveries/mail-evidence.js';
import { LeaseLost, RetryLater } from '../inbox/inbox-errors.js';
import type { Claim } from '../inbox/claim.js';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { doomBlobs } from '../platform/blobs/doom-blobs.js';
import { inTurn } from '../platform/database/in-turn.js';
import { Config } from '../platform/config/config.js';
import { failpoint } from '../platform/failpoint.js';
import { Filing, locksOf } from '../tickets/filing/filing.js';
import type { InboundMessage, StoredAttachment } from '../tickets/filing/inbound-message.js';
import type { Known } from '../tickets/filing/known.js';
import { TicketMoved } from '../tickets/filing/continue-ticket.js';
import type { Authentication } from '../tickets/identity/authentication.js';
import { readAuthenticationResults } from '../tickets/identity/authentication-results.js';
import { refuseErased } from './erased-again.js';
import { handedInSha256 } from './handed-in.js';
import { type Begun, InboundEmails } from './inbound-emails.js';
import { type AddressedMail, type ObtainedMail, MailSource } from './mail-source.js';
import type { ReaderAnswer } from './reader/reader-task.js';
import { MailReader, mayBeTheMachine } from './reader/mail-reader.js';
import { storeAttachments } from './store-attachments.js';
import { toInboundMessage } from './to-inbound-message.js';
import { toHandlingError } from './translate-errors.js';

/**
 * Downloads of a mail that ends in mid-part. A server may send too few bytes without an error; but a mail that is
 * itself broken looks the same each time, and is then filed as it is.
 */
const MAX_CUT_OFF_DOWNLOADS = 3;
const RAW_CUT_OFF = 'raw_cut_off';

/** After so many failures in a row, one that may be the machine's fault counts as the mail's. */
const MAX_READER_FAILURES = 5;

/** Turns the event that announces a mail into a filed message. */
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
    private readonly config: Config,
  ) {}

  /** Every step may run again after a crash: blobs are named by their content, rows have unique keys. */
  async receive(claim: Claim, begun: Begun): Promise<void> {
    try {
      if (await this.emails.isErased(claim.event, begun)) {
        const handedIn = handedInSha256(claim.event);
        return await this.refuse(claim, handedIn === null ? [] : [handedIn]);
      }
      const mail = await this.source.obtain(claim, begun);
      await this.file(claim, begun, mail).catch((error) => this.leave(claim, mail, error));
    } catch (error) {
      throw toHandlingError(error);
    }
  }

  /** Makes the raw mail durable and reads it at the same time, since both wait for the disk. */
  private async file(claim: Claim, begun: Begun, mail: AddressedMail): Promise<void> {
    const [raw, unpacked] = await Promise.all([mail.raw, this.unpack(claim, mail)]);
    const { answer, attachments } = unpacked;
    const authentication = mail.authentication ?? this.noted(answer);
    const message = toInboundMessage(claim.event, answer, { ...mail, raw, attachments, authentication });
    await this.handOver(claim, message, { begun, rawMissing: mail.rawMissing });
  }

  /** What a trusted server noted in the mail about its sender. */
  private noted({ mail }: ReaderAnswer): Authentication | null {
    return readAuthenticationResults(mail.headers, this.config.trustedAuthservIds, mail.identity.address);
  }

  /** Reads the mail and stores its attachments. */
  private async unpack(claim: Claim, mail: ObtainedMail): Promise<Unpacked> {
    const answer = await this.read(claim, mail);
    failpoint('mail_read');
    refuseCutOff(claim, mail, answer);
    const attachments = await storeAttachments(this.blobs, answer);
    failpoint('attachments_stored');
    return { answer, attachments };
  }

  private async read(claim: Claim, { task }: ObtainedMail): Promise<ReaderAnswer> {
    try {
      return await this.reader.read(task);
    } catch (error) {
      if (!mayBeTheMachine(error) || claim.timesInARow(error.code) >= MAX_READER_FAILURES) throw error;
      throw new RetryLater(error.code, error.message, null, true, { cause: error });
    }
  }

  /** After a failure, keeps the downloaded raw mail for the next attempt, unless it is of no use or must not stay. */
  private async leave(
    claim: Claim,
    { raw, isFresh, authentication }: ObtainedMail,
    error: unknown,
  ): Promise<void> {
    const isCutOff = error instanceof RetryLater && error.code === RAW_CUT_OFF;
    if (raw === null || !isFresh || isCutOff || error instanceof LeaseLost) throw error;
    const stored = await raw; // a failed disk is reported rather than the unreadable mail: it can be mended
    // if this fails, the next attempt downloads it again
    const left = await this.emails.keep(claim, { ...stored, authentication }).catch(() => null);
    if (left === 'erased') return this.refuse(claim, [stored.sha256]);
    if (left === 'lost') await this.giveUp([stored.sha256]);
    throw error;
  }

  private async refuse(claim: Claim, sha256s: string[]): Promise<void> {
    await this.database.transaction((tx) => refuseErased(tx, claim, sha256s));
  }

  /** After a failure, gives up the attachments: the next attempt stores them again, and bytes still wanted stay. */
  private async handOver(claim: Claim, message: InboundMessage, besides: Besides): Promise<void> {
    try {
      await this.commit(claim, message, besides);
    } catch (error) {
      if (error instanceof TicketMoved) return this.handOver(claim, message, besides);
      await this.giveUp([...filesOf(message), ...(error instanceof LeaseLost ? rawOf(message) : [])]);
      throw error;
    }
  }

  /** What cannot be recorded, the sweep finds. */
  private async giveUp(sha256s: string[]): Promise<void> {
    if (sha256s.length > 0) await doomBlobs(this.database.manager, sha256s).catch(() => undefined);
  }

  /** Commits message, ticket, attachments, contact, evidence about addresses and the end of the event together. */
  private async commit(claim: Claim, message: InboundMessage, { begun, rawMissing }: Besides): Promise<void> {
    const question = this.filing.ask(message);
    const beginning = { keys: locksOf(message), knowing: question.knowing };
    await inTurn<Known, void>(this.database, beginning, async (tx, [known]) => {
      const decided = await this.filing.decide(tx, question, known!);
      if (decided === null) return refuseErased(tx, claim, [...filesOf(message), ...rawOf(message)]);
      const proven = await this.evidence.take(tx, {
        ...message,
        kind: message.classification.kind,
        dmarc: message.authentication?.dmarc ?? null,
        isSenderListed: decided.isSenderListed,
      });
      const forgetting = this.emails.forgetting(claim.event, begun);
      const writes = [...decided.writes(proven.reports), ...proven.writes, ...forgetting];
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

/** A mail that has been read, and its attachments, which are durable. */
interface Unpacked {
  answer: ReaderAnswer;
  attachments: StoredAttachment[];
}

/** What is known about a mail to be filed, besides its content. */
interface Besides {
  begun: Begun;
  rawMissing: string | null;
}

function refuseCutOff(claim: Claim, { isFresh }: ObtainedMail, { mail }: ReaderAnswer): void {
  const isCutOff = mail.defects.includes('boundary_unterminated');
  if (!isFresh || !isCutOff || claim.timesInARow(RAW_CUT_OFF) >= MAX_CUT_OFF_DOWNLOADS) return;
  throw new RetryLater(RAW_CUT_OFF, 'The raw mail ends in mid-part; it is downloaded again.');
}

const filesOf = ({ attachments }: InboundMessage): string[] => attachments.map(({ sha256 }) => sha256);

const rawOf = ({ raw }: InboundMessage): string[] => (raw === null ? [] : [raw.sha256]);
