import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { returning } from '../platform/database/returning.js';
import { Problem } from '../platform/problem/problem.js';
import { addressKey } from './address-key.js';
import { fold } from './fold.js';
import { COMPLAINT_LOCKED, NOT_SUPPRESSED } from './problems.js';
import { SuppressionEvidence } from './suppression-evidence.entity.js';
import { SuppressionHistory } from './suppression-history.entity.js';
import { Suppression, type SuppressionReason } from './suppression.entity.js';

/** A proof that is to be recorded; `address` in any spelling. */
export type NewEvidence = Omit<SuppressionEvidence, 'id'>;

/** The list: evidence in, one verdict per address out. Every change is history. */
@Injectable()
export class Suppressions {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Records evidence and lets the list follow. Recording the same event's evidence again changes nothing.
   *
   * @param tx the caller's transaction, so that an event and its effect commit together
   * @returns the key of the address when the list changed, else null
   */
  async record(tx: EntityManager, evidence: NewEvidence, actor: string): Promise<string | null> {
    const address = addressKey(evidence.address);
    if (address === null) return null;
    const before = await this.lock(tx, address);
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(SuppressionEvidence)
      .values({ ...evidence, id: uuidv7(), address })
      .orIgnore()
      .returning('id')
      .execute();
    if ((raw as unknown[]).length === 0) return null;
    return this.refold(tx, before, { actor, eventId: evidence.eventId, note: evidence.note });
  }

  /** The provider took the address off its own list; complaints and operators' entries stay. */
  async releaseByProvider(
    tx: EntityManager,
    release: { address: string; at: Date; actor: string; eventId: string },
  ): Promise<string | null> {
    const address = addressKey(release.address);
    if (address === null) return null;
    const before = await this.lock(tx, address);
    if (before.providerReleasedAt !== null && before.providerReleasedAt >= release.at) return null;
    await tx.update(Suppression, { address }, { providerReleasedAt: release.at });
    const known = { ...before, providerReleasedAt: release.at };
    return this.refold(tx, known, { actor: release.actor, eventId: release.eventId, note: null });
  }

  /**
   * An operator takes the address off the list.
   *
   * @throws Problem suppression-not-found, or complaint-locked unless `confirmed` says `complaint`
   */
  async release(
    address: string,
    request: { actor: string; confirmed: string | null; note: string | null },
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await this.lock(tx, address);
      if (!before.isSuppressed) throw new Problem(NOT_SUPPRESSED, `${address} is not on the list.`);
      if (before.reason === 'complaint' && request.confirmed !== 'complaint') {
        throw new Problem(
          COMPLAINT_LOCKED,
          'The recipient complained. Repeat with ?confirm=complaint to lift it.',
        );
      }
      const [row] = await returning<{ released_at: Date }>(
        tx,
        'UPDATE suppressions SET released_at = clock_timestamp() WHERE address = $1 RETURNING released_at',
        [address],
      );
      await this.refold(tx, { ...before, releasedAt: row!.released_at }, { ...request, eventId: null });
    });
  }

  /** Takes the row's lock: changes of one address happen one after the other. */
  private async lock(tx: EntityManager, address: string): Promise<Suppression> {
    await tx.query(
      'INSERT INTO suppressions (address) VALUES ($1) ON CONFLICT (address) DO UPDATE SET address = excluded.address',
      [address],
    );
    return tx.findOneByOrFail(Suppression, { address });
  }

  private async refold(
    tx: EntityManager,
    before: Suppression,
    cause: { actor: string; eventId: string | null; note: string | null },
  ): Promise<string | null> {
    const { address } = before;
    const folded = fold(await tx.findBy(SuppressionEvidence, { address }), before);
    const reason = folded.evidence?.reason ?? null;
    await tx.query(
      `UPDATE suppressions
       SET is_suppressed = $2, reason = $3, evidence_id = $4, created_at = $5, expires_at = $6, updated_at = now()
       WHERE address = $1`,
      [address, reason !== null, reason, folded.evidence?.id ?? null, folded.createdAt, folded.expiresAt],
    );
    const action = changeOf(before.isSuppressed ? before.reason : null, reason);
    await tx.insert(SuppressionHistory, {
      id: uuidv7(),
      address,
      action,
      reason: reason ?? before.reason,
      ...cause,
      at: new Date(),
    });
    return action === 'evidence_recorded' ? null : address;
  }
}

function changeOf(before: SuppressionReason | null, after: SuppressionReason | null): string {
  if (before === after) return 'evidence_recorded';
  if (before === null) return 'suppressed';
  return after === null ? 'released' : 'reason_changed';
}
