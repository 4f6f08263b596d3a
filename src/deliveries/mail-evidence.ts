import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Sql } from '../platform/database/sql.js';
import type { MailKind, RecipientReport } from '../mail/mail.js';
import { type LifeSign, lifeSign } from '../suppressions/life-signs.js';
import { Suppressions } from '../suppressions/suppressions.js';
import { DeliveryReports, type VerifiedReport } from './delivery-reports.js';

/** A received mail, as far as it says anything about addresses that we mail. */
export interface ReceivedMail {
  /** The event that brought it. */
  eventId: string;
  messageId: string;
  receivedAt: Date;
  /** As the mail says; no later than `receivedAt`, but for a clock that is a little fast. */
  sentAt: Date;
  kind: MailKind;
  reports: readonly RecipientReport[];
  /** The sender by strict reading; null if the mail names no single one. */
  sender: string | null;
  /** DMARC verdict of the receiving server; null if there is none. */
  dmarc: string | null;
  /** True if mail to the sender is suppressed. */
  isSenderListed: boolean;
}

/** What a received mail proves: that other addresses are dead, or that its sender's is alive. */
@Injectable()
export class MailEvidence {
  constructor(
    private readonly reports: DeliveryReports,
    private readonly suppressions: Suppressions,
  ) {}

  /**
   * Updates the suppression list from a received mail.
   *
   * @param tx the transaction that files the mail
   * @returns the mail's reports, each with whether it matches a mail that we sent, the addresses whose entry changed,
   *   and what is still to be written in the transaction
   */
  async take(
    tx: EntityManager,
    mail: ReceivedMail,
  ): Promise<{ reports: VerifiedReport[]; suppressions: string[]; writes: Sql[] }> {
    if (mail.kind === 'bounce' || mail.kind === 'complaint') {
      const { reports, changes } = await this.reports.take(tx, mail);
      return { reports, suppressions: [...new Set(changes.map(({ address }) => address))], writes: [] };
    }
    const reports = mail.reports.map((report) => ({ ...report, verified: false }));
    if (mail.sender === null || mail.dmarc?.toLowerCase() !== 'pass')
      return { reports, suppressions: [], writes: [] };
    const { sender: address, eventId } = mail;
    const sign: LifeSign = { address, kind: 'authenticated_mail', at: aliveAt(mail), eventId };
    if (!mail.isSenderListed) return { reports, suppressions: [], writes: lifeSign(sign) };
    const changes = await this.suppressions.noteLife(tx, sign);
    return { reports, suppressions: [...new Set(changes.map((changed) => changed.address))], writes: [] };
  }
}

/** The address was alive when the mail was written. Mail from an archive says nothing about today. */
const aliveAt = ({ sentAt, receivedAt }: ReceivedMail): Date => (sentAt < receivedAt ? sentAt : receivedAt);
