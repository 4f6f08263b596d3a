import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { decodeCursor } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { addressKey } from './address-key.js';
import { NOT_SUPPRESSED } from './problems.js';
import { SuppressionHistory } from './suppression-history.entity.js';
import type { SuppressionQuery } from './suppression.dto.js';
import { Suppression } from './suppression.entity.js';
import type { CheckedAddressView } from './suppression.view.js';

/** An entry counts while it is on the list and has not run out. */
const COUNTS = 'is_suppressed AND (expires_at IS NULL OR expires_at > now())';

/** Reads the list. */
@Injectable()
export class SuppressionList {
  constructor(
    @InjectRepository(Suppression) private readonly suppressions: Repository<Suppression>,
    @InjectRepository(SuppressionHistory) private readonly changes: Repository<SuppressionHistory>,
  ) {}

  /** @throws Problem suppression-not-found */
  async get(address: string): Promise<Suppression> {
    const found = await this.suppressions.findOne({
      where: { address: addressKey(address) ?? '', isSuppressed: true },
      relations: { evidence: true },
    });
    const hasRunOut = found?.expiresAt != null && found.expiresAt <= new Date();
    if (found === null || hasRunOut) throw new Problem(NOT_SUPPRESSED, `${address} is not on the list.`);
    return found;
  }

  /** Newest first, one row more than asked for. */
  async list(query: SuppressionQuery): Promise<Suppression[]> {
    const select = this.suppressions
      .createQueryBuilder('suppression')
      .innerJoinAndSelect('suppression.evidence', 'evidence')
      .where('suppression.isSuppressed')
      .andWhere('(suppression.expiresAt IS NULL OR suppression.expiresAt > now())');
    if (query.reason !== undefined) select.andWhere('suppression.reason = :reason', { reason: query.reason });
    const after = decodeCursor(query.cursor);
    if (after !== null) {
      select.andWhere(
        `(suppression.createdAt, suppression.address) <
         ((SELECT created_at FROM suppressions WHERE address = :id), :id)`,
        { id: after.id },
      );
    }
    return select
      .orderBy('suppression.createdAt', 'DESC')
      .addOrderBy('suppression.address', 'DESC')
      .limit(query.limit + 1)
      .getMany();
  }

  /** Answers for all addresses in one query. An address that is none is not suppressed: it cannot be mailed either. */
  async check(addresses: string[]): Promise<CheckedAddressView[]> {
    const keys = addresses.map(addressKey);
    const rows: { address: string; reason: string }[] = await this.suppressions.query(
      `SELECT address, reason FROM suppressions WHERE address = ANY($1) AND ${COUNTS}`,
      [keys.filter((key) => key !== null)],
    );
    const reasons = new Map(rows.map(({ address, reason }) => [address, reason]));
    return addresses.map((address, index) => {
      const reason = reasons.get(keys[index] ?? '') ?? null;
      return { address, suppressed: reason !== null, reason };
    });
  }

  /** Oldest first. */
  history(address: string): Promise<SuppressionHistory[]> {
    return this.changes.find({ where: { address: addressKey(address) ?? '' }, order: { id: 'ASC' } });
  }
}
