import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { returning } from '../../platform/database/returning.js';
import { numberCursor } from '../../platform/http/cursors.js';
import type { PageEnd, PageQuery } from '../../platform/http/page.js';
import { invalid } from '../../platform/http/validation.js';
import { Problem } from '../../platform/problem/problem.js';
import { addressKey } from '../../suppressions/address-key.js';
import { requiredAddress } from '../../suppressions/required-address.js';
import { countChange } from '../count-change.js';
import { CATCH_ALL_STAYS, MAILBOX_CHANGED, MAILBOX_NOT_FOUND, PATTERN_TAKEN } from '../problems.js';
import { parsePattern } from './address-pattern.js';
import type { ChangeMailbox, NewMailbox } from './mailbox.dto.js';
import { Mailbox } from './mailbox.entity.js';

/** Tickets, and messages, of a removed mailbox that move in one transaction. */
const PORTION = 2_000;

/** Reads and changes mailboxes. */
@Injectable()
export class Mailboxes {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @throws Problem mailbox-not-found */
  async get(id: string, tx: EntityManager = this.database.manager): Promise<Mailbox> {
    const mailbox = await tx.findOne(Mailbox, { where: { id }, relations: { patterns: true } });
    if (mailbox === null) throw new Problem(MAILBOX_NOT_FOUND, `There is no mailbox ${id}.`);
    return mailbox;
  }

  /** By position; one row more than asked for. */
  async list(query: PageQuery): Promise<Mailbox[]> {
    const select = this.database
      .getRepository(Mailbox)
      .createQueryBuilder('mailbox')
      .leftJoinAndSelect('mailbox.patterns', 'pattern');
    const after = numberCursor(query.cursor);
    if (after !== null) {
      select.where('(mailbox.position, mailbox.id) > (:value::int, :id::uuid)', { ...after });
    }
    return select
      .orderBy('mailbox.position', 'ASC')
      .addOrderBy('mailbox.id', 'ASC')
      .take(query.limit + 1)
      .getMany();
  }

  /** @throws Problem validation-failed, pattern-taken */
  async create(wanted: NewMailbox): Promise<Mailbox> {
    return this.database.transaction(async (tx) => {
      const id = uuidv7();
      await tx.query('INSERT INTO mailboxes (id, name) VALUES ($1, $2)', [id, wanted.name]);
      await this.write(tx, id, wanted);
      return this.get(id, tx);
    });
  }

  /**
   * @param seen the version the caller has seen; null accepts any
   * @throws Problem mailbox-not-found, mailbox-changed, validation-failed, pattern-taken
   */
  async change(id: string, change: ChangeMailbox, seen: number | null): Promise<Mailbox> {
    return this.database.transaction(async (tx) => {
      await this.get(id, tx);
      await countChange(tx, 'mailboxes', id, seen, MAILBOX_CHANGED);
      await this.write(tx, id, change);
      return this.get(id, tx);
    });
  }

  /**
   * Removes a mailbox. Its tickets and messages move to the catch-all, where they are seen, in portions, so that nobody
   * waits for long. If this is interrupted, the next request continues.
   *
   * @throws Problem mailbox-not-found, catch-all-stays
   */
  async remove(id: string): Promise<void> {
    let isGone = false;
    while (!isGone) isGone = await this.database.transaction((tx) => this.removeSome(tx, id));
  }

  /** @returns whether that was all, and the mailbox is gone */
  private async removeSome(tx: EntityManager, id: string): Promise<boolean> {
    // a ticket that is just being put into it commits first, and moves too
    await tx.query('SELECT FROM mailboxes WHERE id = $1 FOR UPDATE', [id]);
    const mailbox = await this.get(id, tx);
    if (mailbox.isCatchAll) throw new Problem(CATCH_ALL_STAYS, 'Mail for no mailbox must go somewhere.');
    const { id: catchAll } = await tx.findOneByOrFail(Mailbox, { isCatchAll: true });
    const moved = [await moveTickets(tx, id, catchAll), await moveMessages(tx, id, catchAll)];
    if (moved.includes(PORTION)) return false;
    await tx.delete(Mailbox, { id });
    return true;
  }

  private async write(tx: EntityManager, id: string, change: ChangeMailbox): Promise<void> {
    const columns = {
      name: change.name,
      address: readAddress(change.address),
      replyDomain: readDomain(change.reply_domain),
      position: change.position,
      defaultAssignee: change.default_assignee,
      defaultPriority: change.default_priority,
      defaultTags: change.default_tags,
      reopenDays: change.reopen_days,
      onSubjectChange: change.on_subject_change,
      acknowledges: change.acknowledges,
      acknowledgementText: change.acknowledgement_text,
    };
    const given = Object.entries(columns).filter(([, value]) => value !== undefined);
    if (given.length > 0) await tx.update(Mailbox, { id }, Object.fromEntries(given));
    if (change.patterns !== undefined) await this.writePatterns(tx, id, change.patterns);
  }

  private async writePatterns(tx: EntityManager, id: string, texts: string[]): Promise<void> {
    const patterns = new Set<string>();
    for (const [index, text] of texts.entries()) {
      const pattern = parsePattern(text);
      if (pattern === null) {
        throw invalid(`patterns/${index}`, 'must be local@domain, local+tag@domain or *@domain');
      }
      patterns.add(pattern);
    }
    await tx.query('DELETE FROM mailbox_patterns WHERE mailbox_id = $1', [id]);
    const inserted: { pattern: string }[] = await tx.query(
      `INSERT INTO mailbox_patterns (pattern, mailbox_id) SELECT pattern, $2 FROM unnest($1::text[]) AS pattern
       ON CONFLICT DO NOTHING RETURNING pattern`,
      [[...patterns], id],
    );
    for (const { pattern } of inserted) patterns.delete(pattern);
    if (patterns.size > 0) {
      throw new Problem(PATTERN_TAKEN, `Another mailbox has ${[...patterns].join(', ')} already.`);
    }
  }
}

/** @returns how many */
async function moveTickets(tx: EntityManager, from: string, to: string): Promise<number> {
  const moved = await returning(
    tx,
    `UPDATE tickets
     SET mailbox_id = CASE WHEN mailbox_id = $1 THEN $2 ELSE mailbox_id END,
         mailbox_ids = CASE WHEN mailbox_id <> $1 AND $2 = ANY(mailbox_ids) THEN array_remove(mailbox_ids, $1)
                            ELSE array_replace(array_remove(mailbox_ids, $2), $1, $2) END,
         version = version + 1, updated_at = now()
     WHERE id IN (SELECT id FROM tickets WHERE mailbox_ids @> ARRAY[$1::uuid] LIMIT ${PORTION})
     RETURNING id`,
    [from, to],
  );
  return moved.length;
}

/** @returns how many */
async function moveMessages(tx: EntityManager, from: string, to: string): Promise<number> {
  const moved = await returning(
    tx,
    `UPDATE messages SET mailbox_id = $2
     WHERE id IN (SELECT id FROM messages WHERE mailbox_id = $1 LIMIT ${PORTION}) RETURNING id`,
    [from, to],
  );
  return moved.length;
}

function readAddress(address: string | null | undefined): string | null | undefined {
  return typeof address === 'string' ? requiredAddress(address, 'address') : address;
}

function readDomain(domain: string | null | undefined): string | null | undefined {
  if (domain === null || domain === undefined) return domain;
  const key = addressKey(`reply@${domain}`);
  if (key === null) throw invalid('reply_domain', 'must be a domain');
  return key.slice('reply@'.length);
}

export function endOfMailboxes({ position, id }: Mailbox): PageEnd {
  return { value: String(position), id };
}
