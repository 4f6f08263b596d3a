import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { run, type Sql, sql } from '../../platform/database/sql.js';
import type { PageEnd, PageQuery } from '../../platform/http/page.js';
import { Problem } from '../../platform/problem/problem.js';
import { numberCursor } from '../../platform/http/cursors.js';
import { recipientsOf } from '../mailboxes/recipients.js';
import type { Message } from '../message.entity.js';
import { countChange } from '../count-change.js';
import { RULE_CHANGED, RULE_NOT_FOUND } from '../problems.js';
import { applyRules, type RuleInForce, type RuleSubject, type RuleVerdict } from './apply-rules.js';
import type { RuleBody } from './rule.dto.js';
import { Rule } from './rule.entity.js';

/** Rules looked at for each mail; needing more is a sign that something else is wanted. */
const MAX_RULES = 500;

/** The rules in force, in their order, as a JSON array of `RuleInForce`. */
export const findRules: Sql = sql`
  SELECT coalesce(json_agg(rule ORDER BY rule.position, rule.id), '[]')
  FROM (SELECT id, name, position, is_active AS "isActive", conditions, actions FROM rules
        WHERE is_active ORDER BY position, id LIMIT ${MAX_RULES}::int) AS rule`;

/** Reads, changes and tries rules. */
@Injectable()
export class Rules {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @throws Problem rule-not-found */
  async get(id: string, tx: EntityManager = this.database.manager): Promise<Rule> {
    const rule = await tx.findOneBy(Rule, { id });
    if (rule === null) throw new Problem(RULE_NOT_FOUND, `There is no rule ${id}.`);
    return rule;
  }

  /** By position; one row more than asked for. */
  async list(query: PageQuery): Promise<Rule[]> {
    const select = this.database.getRepository(Rule).createQueryBuilder('rule');
    const after = numberCursor(query.cursor);
    if (after !== null) select.where('(rule.position, rule.id) > (:value::int, :id::uuid)', { ...after });
    return select
      .orderBy('rule.position', 'ASC')
      .addOrderBy('rule.id', 'ASC')
      .limit(query.limit + 1)
      .getMany();
  }

  async create(body: RuleBody): Promise<Rule> {
    const id = uuidv7();
    await this.database.manager.insert(Rule, { id, ...columns(body) });
    return this.get(id);
  }

  /**
   * @param seen the version the caller has seen; null accepts any
   * @throws Problem rule-not-found, rule-changed
   */
  async replace(id: string, body: RuleBody, seen: number | null): Promise<Rule> {
    return this.database.transaction(async (tx) => {
      await this.get(id, tx);
      await countChange(tx, 'rules', id, seen, RULE_CHANGED);
      await tx.update(Rule, { id }, columns(body));
      return this.get(id, tx);
    });
  }

  /** @throws Problem rule-not-found */
  async remove(id: string): Promise<void> {
    await this.get(id);
    await this.database.manager.delete(Rule, { id });
  }

  /** What the rules, or one that is not stored yet, would do with a mail. Nothing is changed. */
  async test(mail: RuleSubject, body: RuleBody | undefined): Promise<RuleVerdict> {
    if (body !== undefined) return applyRules([{ id: 'tried', ...columns(body) }], mail);
    const [found] = await run<{ rules: RuleInForce[] }>(this.database, sql`SELECT (${findRules}) AS rules`);
    return applyRules(found!.rules, mail);
  }
}

/** A stored message as rules see it. */
export function subjectOf(message: Message): RuleSubject {
  const { headers, to, cc, routing } = message;
  const envelope = routing.map(({ recipient }) => recipient);
  return {
    ...message,
    from: { name: message.fromName, address: message.fromAddress },
    recipients: recipientsOf({ envelope, to, cc, headers }),
  };
}

function columns({
  name,
  position,
  active,
  conditions,
  actions,
}: RuleBody): Omit<Rule, 'id' | 'version' | 'createdAt'> {
  return {
    name,
    position: position ?? 0,
    isActive: active ?? true,
    conditions: conditions.map(({ field, operator, value }) => ({ field, operator, value })),
    actions: { ...actions },
  };
}

export function endOfRules({ position, id }: Rule): PageEnd {
  return { value: String(position), id };
}
