import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { RecipientReport } from '../mail/mail.js';
import { returning } from '../platform/database/returning.js';
import type { Change } from '../suppressions/refold.js';
import { newEvidence } from '../suppressions/new-evidence.js';
import { Suppressions } from '../suppressions/suppressions.js';
import { aloneWith, type DeliveryEvent, logDelivery, sentAs } from './delivery-log.js';
import { findProven, type Proven } from './find-proven.js';
import { kindOfReport } from './judge-event.js';

/** Reports are claims by whoever wrote the mail that contains them. */
const SOURCE = 'report';

/** The reports of one received mail. */
export interface ReportedMail {
  /** The event that brought the mail. */
  eventId: string;
  /** Message-ID of the report itself: the same report received twice counts once. */
  messageId: string;
  receivedAt: Date;
  reports: readonly RecipientReport[];
}

export type VerifiedReport = RecipientReport & { verified: boolean };

interface StoredReport {
  id: string;
  key: string;
  eventId: string;
  /** Position among the reports of its mail. */
  position: number;
  recipient: string | null;
  severity: RecipientReport['severity'];
  reason: string;
  status: string | null;
  diagnosticCode: string | null;
  originalMessageId: string | null;
  reportedAt: Date;
}

const COLUMNS = `
  id, key, event_id AS "eventId", position, recipient, severity, reason, status, diagnostic_code AS "diagnosticCode",
  original_message_id AS "originalMessageId", reported_at AS "reportedAt"`;

/**
 * Bounces and abuse reports that came as mail. Anybody can write one, so a report takes effect only if it names a
 * Message-ID and a recipient of a mail that we are known to have sent.
 */
@Injectable()
export class DeliveryReports {
  constructor(private readonly suppressions: Suppressions) {}

  /**
   * Stores the reports of a mail and acts on those that are verified. The others wait: a provider's event may arrive
   * after the bounce.
   *
   * @param tx the transaction that files the mail
   */
  async take(
    tx: EntityManager,
    mail: ReportedMail,
  ): Promise<{ reports: VerifiedReport[]; changes: Change[] }> {
    await aloneWith(
      tx,
      mail.reports.map(({ originalMessageId }) => originalMessageId),
    );
    const sent = await this.sentAsEach(tx, mail.reports);
    const reports: VerifiedReport[] = [];
    const changes: Change[] = [];
    for (const [position, report] of mail.reports.entries()) {
      const stored = await this.store(tx, mail, report, position);
      const outcome = await this.verify(tx, stored, sent.get(report.originalMessageId) ?? []);
      reports.push({ ...report, verified: outcome !== null });
      changes.push(...(outcome ?? []));
    }
    return { reports, changes };
  }

  /** See `SentMails` of `tickets/`. */
  async aloneWith(tx: EntityManager, messageId: string): Promise<void> {
    await aloneWith(tx, [messageId]);
  }

  /** See `SentMails` of `tickets/`. */
  async becameKnown(tx: EntityManager, messageId: string): Promise<void> {
    await this.verifyLate(tx, messageId);
  }

  /** Checks the waiting reports on a mail again, because more is known about it now. */
  async verifyLate(tx: EntityManager, messageId: string | null): Promise<Change[]> {
    if (messageId === null) return [];
    const open = await tx.query<StoredReport[]>(
      `SELECT ${COLUMNS} FROM delivery_reports
       WHERE original_message_id = $1 AND verified_at IS NULL ORDER BY key`,
      [messageId],
    );
    if (open.length === 0) return [];
    const sent = await sentAs(tx, messageId);
    const changes: Change[] = [];
    for (const report of open) {
      const changed = await this.verify(tx, report, sent);
      if (changed === null) continue;
      changes.push(...changed);
      await showVerified(tx, report);
    }
    return changes;
  }

  /** What is known about each mail that the reports are about; nearly always there is only one. */
  private async sentAsEach(
    tx: EntityManager,
    reports: readonly RecipientReport[],
  ): Promise<Map<string | null, DeliveryEvent[]>> {
    const sent = new Map<string | null, DeliveryEvent[]>();
    for (const { originalMessageId } of reports)
      if (originalMessageId !== null && !sent.has(originalMessageId))
        sent.set(originalMessageId, await sentAs(tx, originalMessageId));
    return sent;
  }

  /** A report's author chooses its Message-ID: if another claim has the key, this one gets a key of its event. */
  private async store(
    tx: EntityManager,
    mail: ReportedMail,
    report: RecipientReport,
    position: number,
  ): Promise<StoredReport> {
    const place = `${mail.messageId} ${position}`;
    const claimed = await this.insert(tx, mail, report, { position, key: keyOf(place) });
    if (claimed !== null) return claimed;
    return (await this.insert(tx, mail, report, { position, key: keyOf(`${place} ${mail.eventId}`) }))!;
  }

  /** @returns the report that now has the key; null if it is another mail's and claims something else */
  private async insert(
    tx: EntityManager,
    { eventId, receivedAt }: ReportedMail,
    report: RecipientReport,
    { position, key }: Pick<StoredReport, 'position' | 'key'>,
  ): Promise<StoredReport | null> {
    const rows = await tx.query<StoredReport[]>(
      `INSERT INTO delivery_reports AS known (id, key, event_id, position, recipient, action, status, severity, reason,
         diagnostic_code, original_message_id, reported_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (key) DO UPDATE SET key = excluded.key
         WHERE known.event_id = excluded.event_id
            OR (known.recipient, known.original_message_id)
               IS NOT DISTINCT FROM (excluded.recipient, excluded.original_message_id)
       RETURNING ${COLUMNS}`,
      [
        uuidv7(),
        key,
        eventId,
        position,
        report.recipient,
        report.action,
        report.status,
        report.severity,
        report.reason,
        report.diagnosticCode,
        report.originalMessageId,
        receivedAt,
      ],
    );
    return rows[0] ?? null;
  }

  /** @returns what changed on the list; null if the report does not match a mail of ours */
  private async verify(
    tx: EntityManager,
    report: StoredReport,
    sent: readonly DeliveryEvent[],
  ): Promise<Change[] | null> {
    const proven = findProven(report, sent);
    if (proven === null) return null;
    const marked = await returning(
      tx,
      `UPDATE delivery_reports SET verified_at = now(), verified_recipient = $2
       WHERE id = $1 AND verified_at IS NULL RETURNING id`,
      [report.id, proven.recipient],
    );
    return marked.length === 0 ? [] : this.act(tx, report, proven);
  }

  private async act(tx: EntityManager, report: StoredReport, proven: Proven): Promise<Change[]> {
    const kind = kindOfReport(report.severity, report.reason);
    if (kind === null) return [];
    const bounceType = report.severity === 'hard' ? 'Permanent' : 'Transient';
    const what = {
      eventId: report.eventId,
      emailId: proven.sent.emailId,
      diagnosticCode: report.diagnosticCode ?? report.status,
      bounceType: kind === 'arf_complaint' ? null : bounceType,
      bounceSubtype: report.reason,
      occurredAt: report.reportedAt,
    };
    const told = kind === 'arf_complaint' ? ('complained' as const) : ('bounced' as const);
    await logDelivery(tx, {
      ...proven.sent,
      ...what,
      id: report.id,
      source: SOURCE,
      kind: told,
      recipient: proven.recipient,
      reason: null,
    });
    const evidence = newEvidence({
      ...what,
      kind,
      address: proven.recipient,
      key: report.key,
      source: SOURCE,
    });
    return (await this.suppressions.record(tx, [evidence], SOURCE)).changes;
  }
}

const keyOf = (place: string): string => `report:${createHash('sha256').update(place).digest('hex')}`;

/** Marks the report in its message, which was filed before the report could be verified. */
async function showVerified(tx: EntityManager, { eventId, position }: StoredReport): Promise<void> {
  await tx.query(
    `UPDATE messages SET reports = jsonb_set(reports, ARRAY[$2::text, 'verified'], 'true')
     WHERE event_id = $1 AND reports <> '[]' AND reports -> $2::int IS NOT NULL`,
    [eventId, position],
  );
}
