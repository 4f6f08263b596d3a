import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/problem/problem.js';
import { countTicketChange } from '../count-change.js';
import { recordEvent } from '../events/record-event.js';
import { MERGE_IMPOSSIBLE, TICKET_NOT_FOUND } from '../problems.js';
import { indexAgain } from '../search/index-words.js';
import { bringMailboxes, takeMailboxesBack } from './merged-mailboxes.js';

interface Node {
  id: string;
  root_id: string;
  merged_into: string | null;
}

/**
 * Merges tickets and undoes merges. No message moves: a ticket shows the messages of all that were merged into it,
 * directly or not (`root_id`), and their participants may write to it. So undoing a merge undoes all of it.
 */
@Injectable()
export class Merging {
  /**
   * Merges `source` into `target`, or into what `target` was merged into. Does nothing if it is merged there already.
   *
   * @returns the id of the ticket that shows the messages now
   * @throws Problem ticket-not-found; merge-impossible if it would make a circle, or `source` is merged elsewhere
   */
  async merge(tx: EntityManager, source: string, target: string, actor: string): Promise<string> {
    const nodeOf = await lock(tx, [source, target]);
    const from = nodeOf(source);
    const { root_id: root } = nodeOf(target);
    if (from.root_id === root && from.id !== root) return root;
    if (from.root_id === root) throw new Problem(MERGE_IMPOSSIBLE, 'A ticket cannot be merged into itself.');
    if (from.merged_into !== null) {
      throw new Problem(MERGE_IMPOSSIBLE, `Ticket ${source} is merged into another one: unmerge it first.`);
    }
    await tx.query('UPDATE tickets SET merged_into = $2 WHERE id = $1', [source, root]);
    await this.reroot(tx, source, root);
    await indexAgain(tx, [source, root]);
    await countTicketChange(tx, root);
    const data = { from_ticket_id: source, mailbox_ids: await bringMailboxes(tx, source, root) };
    await recordEvent(tx, { ticketId: root, kind: 'merged', actor, data });
    await recordEvent(tx, { ticketId: source, kind: 'merged', actor, data: { into_ticket_id: root } });
    return root;
  }

  /** @throws Problem ticket-not-found; merge-impossible if the ticket is not merged */
  async unmerge(tx: EntityManager, id: string, actor: string): Promise<void> {
    const { merged_into: parent, root_id: root } = (await lock(tx, [id]))(id);
    if (parent === null) throw new Problem(MERGE_IMPOSSIBLE, `Ticket ${id} is not merged into another one.`);
    await tx.query('UPDATE tickets SET merged_into = NULL WHERE id = $1', [id]);
    await this.reroot(tx, id, id);
    await countTicketChange(tx, root);
    await indexAgain(tx, [id, root]);
    await takeMailboxesBack(tx, parent);
    await recordEvent(tx, { ticketId: id, kind: 'unmerged', actor, data: { from_ticket_id: parent } });
    await recordEvent(tx, { ticketId: parent, kind: 'unmerged', actor, data: { ticket_id: id } });
  }

  /**
   * Gives a ticket and all that were merged into it another root. This changes the version of each, because its
   * `merged_into` shows the root. UNION ends the walk even on a circle.
   */
  private async reroot(tx: EntityManager, id: string, root: string): Promise<void> {
    await tx.query(
      `WITH RECURSIVE family AS (
         SELECT id FROM tickets WHERE id = $1
         UNION SELECT child.id FROM tickets AS child JOIN family ON child.merged_into = family.id
       )
       UPDATE tickets SET root_id = $2, version = version + 1, updated_at = now()
       FROM family WHERE tickets.id = family.id`,
      [id, root],
    );
  }
}

/**
 * Locks tickets in a fixed order, once no other merge is in progress: two at once could make a circle.
 *
 * @returns finds one of them; throws Problem ticket-not-found
 */
async function lock(tx: EntityManager, ids: string[]): Promise<(id: string) => Node> {
  await oneMergeAtATime(tx);
  const nodes = await tx.query<Node[]>(
    'SELECT id, root_id, merged_into FROM tickets WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    [ids],
  );
  return (id) => {
    const node = nodes.find((one) => one.id === id);
    if (node === undefined) throw new Problem(TICKET_NOT_FOUND, `There is no ticket ${id}.`);
    return node;
  };
}

/** Any fixed number. Merges are rare, so they run one after the other. */
const MERGE_LOCK = 7_660_212;

/** From here on no other merge is in progress. Call it before any ticket or message is locked. */
export async function oneMergeAtATime(tx: EntityManager): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [MERGE_LOCK]);
}
