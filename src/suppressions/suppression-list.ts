import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, MoreThan, type Repository } from 'typeorm';
import { arrayLiteral } from '../platform/database/array-literal.js';
import { type Sql, sql } from '../platform/database/sql.js';
import { idCursor, timeAndTextCursor } from '../platform/http/cursors.js';
import type { PageQuery } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { AmbiguousReports } from './ambiguous/ambiguous-reports.js';
import { addressKey } from './address-key.js';
import { type ErasedEntry, ErasedSuppressions } from './erased-suppressions.js';
import { type EntryKey, evidenceOn, foldEntries, lifeOf } from './entries.js';
import type { Explained, LastSign } from './explained.js';
import { ALL_MAIL } from './list-scope.js';
import { Policies } from './policy/policies.js';
import { NOT_SUPPRESSED } from './problems.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';
import { SuppressionHistory } from './suppression-history.entity.js';
import type { SuppressionQuery } from './suppression.dto.js';
import { type SuppressionReason, isStronger } from './suppression-reason.js';
import { Suppression } from './suppression.entity.js';
import type { CheckedAddressView } from './suppression.view.js';

/** An entry counts while it is on the list and has not expired. */
const COUNTS = 'is_suppressed AND (expires_at IS NULL OR expires_at > now())';

type FoundEntry = EntryKey & { reason: SuppressionReason };

type Queryable = Pick<EntityManager, 'query'>;

/** Reads the list. */
@Injectable()
export class SuppressionList {
  constructor(
    @InjectRepository(Suppression) private readonly suppressions: Repository<Suppression>,
    @InjectRepository(SuppressionHistory) private readonly changes: Repository<SuppressionHistory>,
    private readonly policies: Policies,
    private readonly ambiguous: AmbiguousReports,
    private readonly erased: ErasedSuppressions,
  ) {}

  /**
   * @param db the transaction that has changed the entry, to read it as changed
   * @throws Problem suppression-not-found
   */
  async get(
    address: string,
    scope: string,
    db: EntityManager = this.suppressions.manager,
  ): Promise<Explained> {
    const explained = await this.explain(address, scope, db);
    if (explained.erased === null && !counts(explained.entry)) throw notFound(address, scope);
    return explained;
  }

  /**
   * What is known about an address, on the list or not. The evidence is read once, so that all parts of the answer
   * agree.
   *
   * @throws Problem suppression-not-found if nothing was ever known
   */
  async explain(
    address: string,
    scope: string,
    db: EntityManager = this.suppressions.manager,
  ): Promise<Explained> {
    const key = addressKey(address) ?? '';
    const found = await db.findOneBy(Suppression, { address: key, scope });
    const [erased] = await this.erased.find(db, [key], [scope]);
    if (found === null && erased === undefined) throw notFound(address, scope);
    const entry = found ?? this.suppressions.create({ address: key, scope, isSuppressed: false });
    const evidence = await evidenceOn(db, [entry]);
    evidence.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1));
    const policyOf = await this.policies.lookup(
      evidence.map(({ policyVersion }) => policyVersion),
      db,
    );
    const known = { evidence, life: await lifeOf(db, [key]) };
    const [folded] = foldEntries([entry], known, policyOf, new Date());
    const life = await db.query<LastSign[]>(
      'SELECT kind, at, event_id AS "eventId" FROM suppression_life_signs WHERE address = $1 ORDER BY kind',
      [key],
    );
    const settled = await this.ambiguous.about(key, db);
    return { entry, erased: decisive(erased, entry), evidence, folded: folded!, life, settled };
  }

  /** Newest first, one row more than asked for. */
  list(query: SuppressionQuery): Promise<(Suppression & { evidence: SuppressionEvidence })[]> {
    // one snapshot: an erasure between the two queries would remove the evidence of an entry already read
    return this.suppressions.manager.transaction('REPEATABLE READ', async (tx) =>
      withEvidence(tx, await this.page(tx, query)),
    );
  }

  private page(tx: EntityManager, query: SuppressionQuery): Promise<Suppression[]> {
    const select = tx
      .createQueryBuilder(Suppression, 'entry')
      .where('entry.isSuppressed')
      .andWhere('(entry.expiresAt IS NULL OR entry.expiresAt > now())');
    if (query.reason !== undefined) select.andWhere('entry.reason = :reason', { reason: query.reason });
    if (query.scope !== undefined) select.andWhere('entry.scope = :scope', { scope: query.scope });
    const after = timeAndTextCursor(query.cursor);
    if (after !== null) {
      const [scope, ...address] = after.id.split(' ');
      select.andWhere(
        '(entry.createdAt, entry.address, entry.scope) < (:value::timestamptz, :address, :scopeOfLast)',
        { value: after.value, address: address.join(' '), scopeOfLast: scope },
      );
    }
    return select
      .orderBy('entry.createdAt', 'DESC')
      .addOrderBy('entry.address', 'DESC')
      .addOrderBy('entry.scope', 'DESC')
      .limit(query.limit + 1)
      .getMany();
  }

  /**
   * Looks up all addresses in one query, from the primary key's index alone; a second query follows only if anybody was
   * ever erased. Text that is no address is not suppressed: it cannot be mailed either.
   *
   * @param scopes the scopes of the mail to be sent; entries for all mail always count
   * @param db the caller's transaction, if any, so that it need not wait for a second connection while it holds one
   */
  async check(
    addresses: string[],
    scopes: readonly string[],
    db: Queryable = this.suppressions,
  ): Promise<CheckedAddressView[]> {
    const keys = addresses.map(addressKey);
    const found = new Map<string, FoundEntry>();
    for (const row of await this.findAll(db, keys, scopes))
      if (outweighs(row, found.get(row.address))) found.set(row.address, row);
    return addresses.map((address, index) => {
      const row = found.get(keys[index] ?? '');
      return {
        address,
        suppressed: row !== undefined,
        reason: row?.reason ?? null,
        scope: row?.scope ?? null,
      };
    });
  }

  private async findAll(
    db: Queryable,
    keys: readonly (string | null)[],
    wanted: readonly string[],
  ): Promise<FoundEntry[]> {
    const scopes = [...new Set([ALL_MAIL, ...wanted])];
    const asked = keys.filter((key) => key !== null);
    // a last row without an address means that there are erased people; mostly there are none
    const rows: FoundEntry[] = await db.query(
      `SELECT address, scope, reason FROM suppressions
       WHERE address = ANY($1::text[]) AND scope = ANY($2) AND ${COUNTS}
       UNION ALL (SELECT NULL, NULL, NULL FROM erased_suppressions LIMIT 1)`,
      [arrayLiteral(asked), scopes],
    );
    if (rows.at(-1)?.address !== null) return rows;
    return [...rows.slice(0, -1), ...(await this.erased.find(db, asked, scopes))];
  }

  /** SQL expression: whether an address is suppressed in any scope. */
  isListed(address: string | null): Sql {
    const key = addressKey(address ?? '') ?? '';
    return sql`(EXISTS (SELECT FROM suppressions WHERE address = ${key} AND is_suppressed)
                OR EXISTS (${this.erased.scopesOf(key)}))`;
  }

  /** Oldest first, over all scopes; one row more than asked for. */
  history(address: string, query: PageQuery): Promise<SuppressionHistory[]> {
    const after = idCursor(query.cursor);
    return this.changes.find({
      where: { address: addressKey(address) ?? '', ...(after !== null && { id: MoreThan(after.id) }) },
      order: { id: 'ASC' },
      take: query.limit + 1,
    });
  }
}

async function withEvidence(tx: EntityManager, entries: Suppression[]) {
  const evidence = new Map((await evidenceOn(tx, entries)).map((piece) => [piece.id, piece]));
  return entries.map((entry) => ({ ...entry, evidence: evidence.get(entry.evidenceId!)! }));
}

const counts = ({ isSuppressed, expiresAt }: Suppression): boolean =>
  isSuppressed && (expiresAt === null || expiresAt > new Date());

/** An entry for all mail outweighs others; then the stronger reason does. */
function outweighs(entry: FoundEntry, other: FoundEntry | undefined): boolean {
  if (other === undefined) return true;
  if (entry.scope !== other.scope) return entry.scope === ALL_MAIL;
  return isStronger(entry.reason, other.reason);
}

const decisive = (erased: ErasedEntry | undefined, entry: Suppression): ErasedEntry | null =>
  erased !== undefined && (!counts(entry) || isStronger(erased.reason, entry.reason!)) ? erased : null;

function notFound(address: string, scope: string): Problem {
  const where = scope === ALL_MAIL ? 'the list' : `the list of ${scope}`;
  return new Problem(NOT_SUPPRESSED, `${address} is not on ${where}.`);
}
