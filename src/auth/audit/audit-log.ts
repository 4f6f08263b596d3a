import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { idCursor } from '../../platform/http/cursors.js';
import { idsSince, idsUntil } from '../../platform/database/ids-in-time.js';
import { AuditEntry } from './audit-entry.entity.js';
import type { AuditExportQuery } from './audit.dto.js';

const SINCE = idsSince('entry.id', ':since::timestamptz');
const UNTIL = idsUntil('entry.id', ':until::timestamptz');

/** Who did what. */
@Injectable()
export class AuditLog {
  constructor(@InjectRepository(AuditEntry) private readonly entries: Repository<AuditEntry>) {}

  async append(entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void> {
    await this.entries.insert({ id: uuidv7(), at: new Date(), ...entry });
  }

  /** Newest first. */
  find(
    filter: AuditExportQuery,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<AuditEntry[]> {
    const select = this.entries.createQueryBuilder('entry');
    const { actor, action, since, until } = filter;
    if (actor !== undefined) select.andWhere('entry.actor = :actor', { actor });
    if (action !== undefined) select.andWhere('entry.action = :action', { action });
    const target = filter.target ?? filter.object;
    if (target !== undefined) select.andWhere('entry.object = :target', { target });
    if (since !== undefined) select.andWhere(`entry.at >= :since AND ${SINCE}`, { since });
    if (until !== undefined) select.andWhere(`entry.at < :until AND ${UNTIL}`, { until });
    const after = idCursor(page.cursor);
    if (after !== null) select.andWhere('entry.id < :id', { id: after.id });
    return select.orderBy('entry.id', 'DESC').limit(page.limit).getMany();
  }
}
