import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { idCursor } from '../../platform/http/cursors.js';
import type { AmbiguousQuery } from './ambiguous.dto.js';
import { AmbiguousReport } from './ambiguous-report.entity.js';

export type NewAmbiguousReport = Omit<AmbiguousReport, 'settledAddress' | 'settledBy'>;

/**
 * Pairs the reports on one mail with the addresses that the provider listed because of it: the oldest report with the
 * oldest entry of the same reason. All pairs are computed anew each time, so the order of arrival does not matter.
 */
const SETTLE = `
  WITH report AS (
    SELECT event_id, reason, row_number() OVER (PARTITION BY reason ORDER BY occurred_at, event_id) AS place
    FROM ambiguous_reports WHERE source = $1 AND email_id = $2
  ), named AS (
    SELECT reason, address, event_id,
      row_number() OVER (PARTITION BY reason ORDER BY occurred_at, address) AS place
    FROM suppression_evidence
    WHERE source = $1 AND email_id = $2 AND kind = 'provider_suppression' AND event_id IS NOT NULL
  )
  UPDATE ambiguous_reports AS settled
  SET settled_address = named.address, settled_by = named.event_id
  FROM report LEFT JOIN named USING (reason, place)
  WHERE settled.event_id = report.event_id AND settled.settled_address IS DISTINCT FROM named.address`;

/** Reports that do not say which recipient they mean. They stay visible until the provider's list names the address. */
@Injectable()
export class AmbiguousReports {
  constructor(@InjectRepository(AmbiguousReport) private readonly reports: Repository<AmbiguousReport>) {}

  async record(tx: EntityManager, report: NewAmbiguousReport): Promise<void> {
    await tx.createQueryBuilder().insert().into(AmbiguousReport).values(report).orIgnore().execute();
  }

  /**
   * Settles those reports on one mail that can be settled.
   *
   * @param tx no other transaction may work on this mail meanwhile
   */
  async settle(tx: EntityManager, source: string, emailId: string): Promise<void> {
    await tx.query(SETTLE, [source, emailId]);
  }

  /** Reports that turned out to mean this address, oldest first. */
  about(address: string, db: EntityManager = this.reports.manager): Promise<AmbiguousReport[]> {
    return db.find(AmbiguousReport, {
      where: { settledAddress: address },
      order: { occurredAt: 'ASC', eventId: 'ASC' },
    });
  }

  /** Newest first, one row more than asked for. */
  list(query: AmbiguousQuery): Promise<AmbiguousReport[]> {
    const select = this.reports.createQueryBuilder('report');
    for (const status of [query.status, query.state]) {
      if (status === 'open') select.andWhere('report.settledAddress IS NULL');
      if (status === 'settled') select.andWhere('report.settledAddress IS NOT NULL');
    }
    const after = idCursor(query.cursor);
    if (after !== null) select.andWhere('report.eventId < :id', { id: after.id });
    return select
      .orderBy('report.eventId', 'DESC')
      .limit(query.limit + 1)
      .getMany();
  }
}
