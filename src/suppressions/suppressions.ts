import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { addressKey } from './address-key.js';
import { ErasedSuppressions, liftedBy, releasedByProvider, releasedIn } from './erased-suppressions.js';
import { type LifeSign, keepingSign } from './life-signs.js';
import { type EntryKey, keyText, lockEntries } from './entries.js';
import { type Cause, type Change, refold } from './refold.js';
import { insertEvidence, type NewEvidence, withoutKnown } from './new-evidence.js';
import { ALL_MAIL } from './list-scope.js';
import { arrayLiteral } from '../platform/database/array-literal.js';
import { runTogether, sql } from '../platform/database/sql.js';
import { Problem } from '../platform/problem/problem.js';
import { Policies } from './policy/policies.js';
import type { PolicyBody } from './policy/policy.js';
import { COMPLAINT_LOCKED, NOT_SUPPRESSED } from './problems.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';
import type { Suppression } from './suppression.entity.js';

export interface Recorded {
  /** New pieces of evidence. */
  recorded: number;
  /** Entries that changed because of them. */
  changes: Change[];
}

/**
 * A bounce and a sign of life that are recorded at the same time do not see each other. So an entry that a sign of life
 * could lift is folded again a little later, when both are committed. The result depends only on the providers' times.
 */
const LOOK_AGAIN_SECONDS = 5;

/** Entries that are folded again in one transaction because evidence has expired. */
const EXPIRY_BATCH = 500;

/** Changes the list: records evidence, folds it into entries, and writes each change to the history. */
@Injectable()
export class Suppressions {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly policies: Policies,
    private readonly erased: ErasedSuppressions,
  ) {}

  /**
   * Records evidence and updates the list. Evidence that is known (same address, scope and key) changes nothing.
   *
   * @param tx the caller's transaction, so that an event and its effect commit together
   */
  async record(tx: EntityManager, evidence: readonly NewEvidence[], actor: string): Promise<Recorded> {
    const keyed = evidence.flatMap((piece) => {
      const address = addressKey(piece.address);
      if (address === null) return [];
      return [address === piece.address ? piece : { ...piece, address }];
    });
    const unknown = keyed.length === 0 ? [] : await withoutKnown(tx, keyed);
    if (unknown.length === 0) return { recorded: 0, changes: [] };
    const entries = await lockEntries(tx, unknown);
    const policy = await this.policies.current(tx);
    const inserted = await insertEvidence(tx, unknown, policy.version);
    const touched = new Set(inserted.map(keyText));
    if (touched.size === 0) return { recorded: 0, changes: [] };
    const about = unknown.length === 1 ? unknown[0]! : { eventId: null, note: null };
    const cause: Cause = {
      actor,
      eventId: about.eventId,
      note: about.note,
      ending: 'lifted',
      at: new Date(),
    };
    const changed = entries.filter((entry) => touched.has(keyText(entry)));
    const changes = await refold(tx, changed, this.policies, cause, inserted);
    if (lifts(policy)) await this.lookAgain(tx, inserted);
    return { recorded: inserted.length, changes };
  }

  /**
   * Records a decision that somebody makes now. Its time is later than that of any earlier release, even if that used
   * another clock or was under way when the request came: the last decision wins.
   *
   * @param tell makes the evidence, for the entry, which is locked
   */
  async recordDecision(
    tx: EntityManager,
    key: EntryKey,
    actor: string,
    tell: (at: Date, entry: Suppression) => NewEvidence,
  ): Promise<Recorded> {
    const [entry] = await lockEntries(tx, [key]);
    const released = entry!.releasedAt === null ? 0 : entry!.releasedAt.getTime();
    return this.record(tx, [tell(new Date(Math.max(Date.now(), released + 1)), entry!)], actor);
  }

  private async lookAgain(tx: EntityManager, evidence: readonly SuppressionEvidence[]): Promise<void> {
    const bounces = evidence.filter(({ reason }) => reason === 'bounce');
    if (bounces.length === 0) return;
    await tx.query(
      `UPDATE suppressions AS entry SET refold_at = least(refold_at, clock_timestamp() + make_interval(secs => $3))
       FROM unnest($1::text[], $2::text[]) AS bounced (address, scope)
       WHERE entry.address = bounced.address AND entry.scope = bounced.scope`,
      [
        arrayLiteral(bounces.map(({ address }) => address)),
        arrayLiteral(bounces.map(({ scope }) => scope)),
        LOOK_AGAIN_SECONDS,
      ],
    );
  }

  /** Follows a provider that took the address off its own list; complaints and operators' entries stay. */
  async releaseByProvider(
    tx: EntityManager,
    release: { address: string; at: Date; actor: string; eventId: string | null },
  ): Promise<Change[]> {
    const address = addressKey(release.address);
    if (address === null) return [];
    const { actor, eventId, at } = release;
    await this.erased.bringBack(tx, address, releasedByProvider(at));
    const [before] = await lockEntries(tx, [{ address, scope: ALL_MAIL }]);
    const providerReleasedAt = latest(before!.providerReleasedAt, at);
    await tx.query('UPDATE suppressions SET provider_released_at = $3 WHERE address = $1 AND scope = $2', [
      address,
      ALL_MAIL,
      providerReleasedAt,
    ]);
    const entry = { ...before!, providerReleasedAt };
    return refold(tx, [entry], this.policies, { actor, eventId, note: null, ending: 'released', at });
  }

  /**
   * Takes the address off the list for an operator.
   *
   * @throws Problem suppression-not-found, or complaint-locked unless `confirmed` is `complaint`
   */
  async release(
    key: EntryKey,
    request: { actor: string; confirmed: string | null; note: string | null },
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.erased.bringBack(tx, key.address, releasedIn(key.scope));
      const [before] = await lockEntries(tx, [key]);
      checkRelease(before!, request.confirmed);
      // not before any evidence that it releases, whatever the clocks of providers say
      const [row] = await tx.query<{ at: Date }[]>(
        `SELECT greatest(clock_timestamp(), max(occurred_at)) AS at FROM suppression_evidence
         WHERE address = $1 AND scope = $2`,
        [key.address, key.scope],
      );
      await tx.query('UPDATE suppressions SET released_at = $3 WHERE address = $1 AND scope = $2', [
        key.address,
        key.scope,
        row!.at,
      ]);
      const { actor, note } = request;
      const cause: Cause = { actor, eventId: null, note, ending: 'released', at: row!.at };
      await refold(tx, [{ ...before!, releasedAt: row!.at }], this.policies, cause);
    });
  }

  /** Keeps the newest sign of each kind for any address; it lifts a bounce only if the policy says so. */
  async noteLife(tx: EntityManager, sign: LifeSign): Promise<Change[]> {
    const address = addressKey(sign.address);
    if (address === null) return [];
    const entries = await runTogether<EntryKey>(
      tx,
      [keepingSign({ ...sign, address })],
      sql`SELECT address, scope FROM suppressions WHERE address = ${address} AND is_suppressed
          UNION SELECT ${address}::text, scope FROM (${this.erased.scopesOf(address, liftedBy(sign))}) AS erased`,
    );
    if (entries.length === 0) return [];
    await this.erased.bringBack(tx, address, liftedBy(sign));
    const locked = await lockEntries(tx, entries);
    const cause: Cause = {
      actor: sign.kind,
      eventId: sign.eventId,
      note: null,
      ending: 'lifted',
      at: sign.at,
    };
    return refold(tx, locked, this.policies, cause);
  }

  /** Folds entries again that are due. @returns how many there were; call again while it is not 0 */
  async expireDue(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const due = await tx.query<(EntryKey & { now: Date })[]>(
        `SELECT address, scope, now() FROM suppressions WHERE refold_at <= now()
         ORDER BY address, scope LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [EXPIRY_BATCH],
      );
      if (due.length === 0) return 0;
      // the database's clock for both: what is due by it may not have expired by ours
      const at = due[0]!.now;
      const cause: Cause = { actor: 'clock', eventId: null, note: null, ending: 'expired', at };
      await refold(tx, await lockEntries(tx, due), this.policies, cause, [], at);
      return due.length;
    });
  }
}

const latest = (one: Date | null, other: Date): Date => (one !== null && one > other ? one : other);

const lifts = ({ proof_of_life: life }: PolicyBody): boolean =>
  life.delivered === 'lift' || life.authenticated_mail === 'lift';

function checkRelease(entry: Suppression, confirmed: string | null): void {
  const hasRunOut = entry.expiresAt !== null && entry.expiresAt <= new Date();
  if (!entry.isSuppressed || hasRunOut) {
    throw new Problem(NOT_SUPPRESSED, `${entry.address} is not on the list.`);
  }
  if (entry.reason === 'complaint' && confirmed !== 'complaint') {
    throw new Problem(
      COMPLAINT_LOCKED,
      'The recipient complained. Repeat with ?confirm=complaint to lift it.',
    );
  }
}
