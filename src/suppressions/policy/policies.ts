import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { checkVersion } from '../../platform/http/if-match.js';
import { notValid } from '../../platform/http/validation.js';
import { Problem } from '../../platform/problem/problem.js';
import { POLICY_CHANGED, POLICY_NOT_FOUND } from '../problems.js';
import type { PolicyLookup } from '../folded-evidence.js';
import { faultsOf, type Policy, type PolicyBody } from './policy.js';

interface PolicyRow {
  version: number;
  body: PolicyBody;
  created_at: Date;
  created_by: string;
}

/** Keeps every version of the policy; a version never changes. */
@Injectable()
export class Policies {
  private readonly known = new Map<number, Policy>();

  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** The policy in force. */
  async current(db: Pick<EntityManager, 'query'> = this.database): Promise<Policy> {
    const [row] = await db.query<PolicyRow[]>(
      'SELECT * FROM suppression_policies ORDER BY version DESC LIMIT 1',
    );
    return this.remember(row!);
  }

  /** @throws Problem policy-not-found */
  async get(version: number): Promise<Policy> {
    const policy = (await this.lookup([version]))(version) as Policy | undefined;
    if (policy === undefined) throw new Problem(POLICY_NOT_FOUND, `There is no version ${version}.`);
    return policy;
  }

  /** The policies with these versions, for `fold`. */
  async lookup(versions: number[], db: Pick<EntityManager, 'query'> = this.database): Promise<PolicyLookup> {
    const unknown = [...new Set(versions)].filter((version) => !this.known.has(version));
    if (unknown.length > 0) {
      const rows = await db.query<PolicyRow[]>('SELECT * FROM suppression_policies WHERE version = ANY($1)', [
        unknown,
      ]);
      for (const row of rows) this.remember(row);
    }
    return (version) => this.known.get(version)!;
  }

  /**
   * Creates a new version, which judges evidence recorded from now on.
   *
   * @param seen the version the caller has seen; null: any
   * @throws Problem policy-changed, or validation-failed, naming everything that is wrong with the policy
   */
  async replace(body: PolicyBody, seen: number | null, createdBy: string): Promise<Policy> {
    checkPolicy(body);
    const row = await this.database.transaction(async (tx) => {
      await tx.query('LOCK TABLE suppression_policies IN SHARE ROW EXCLUSIVE MODE');
      checkVersion(seen, (await this.current(tx)).version, POLICY_CHANGED);
      const rows = await tx.query<PolicyRow[]>(
        'INSERT INTO suppression_policies (body, created_by) VALUES ($1, $2) RETURNING *',
        [body, createdBy],
      );
      return rows[0]!;
    });
    return this.remember(row);
  }

  private remember({ version, body, created_at, created_by }: PolicyRow): Policy {
    const policy = { ...body, version, createdAt: created_at, createdBy: created_by };
    this.known.set(version, policy);
    return policy;
  }
}

/** @throws Problem validation-failed, naming everything that is wrong with the policy */
export function checkPolicy(body: PolicyBody): void {
  const faults = faultsOf(body);
  if (faults.length > 0) throw notValid(faults);
}
