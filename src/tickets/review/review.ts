import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { MailKind } from '../../mail/mail.js';
import { Problem } from '../../platform/problem/problem.js';
import { recordEvent } from '../events/record-event.js';
import type { TicketEventKind } from '../events/ticket-event.entity.js';
import { OPENED_AGAIN } from '../filing/continue-ticket.js';
import { lockTicketOf } from '../lock-ticket-of.js';
import { Merging, oneMergeAtATime } from '../merging/merging.js';
import type { Held } from '../message.entity.js';
import { CLAIM_UNKNOWN, MESSAGE_NOT_FOUND, NOT_HELD } from '../problems.js';
import { changeTicket, Tickets } from '../tickets.js';

/** Decides on messages held for review. */
@Injectable()
export class Review {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly merging: Merging,
    private readonly tickets: Tickets,
  ) {}

  /**
   * The claim is right: the message's own ticket is merged into the claimed one, and its sender takes part from now on.
   *
   * @throws Problem message-not-found, not-held, claim-unknown
   */
  async accept(messageId: string, actor: string): Promise<void> {
    await this.settle(messageId, actor, 'review_accepted', (_tx, { claimed }) => {
      if (claimed !== null) return claimed;
      throw new Problem(CLAIM_UNKNOWN, 'Use move and name the ticket.');
    });
  }

  /**
   * The message belongs to a third ticket.
   *
   * @throws Problem message-not-found, not-held, ticket-not-found
   */
  async move(messageId: string, ticketId: string, actor: string): Promise<void> {
    await this.settle(messageId, actor, 'review_moved', () => ticketId);
  }

  /**
   * The claim is wrong: the message stays in its own ticket.
   *
   * @param isSpam whether that ticket is spam
   * @throws Problem message-not-found, not-held; ticket-merged if it is spam and its ticket was merged into another one
   */
  async reject(messageId: string, isSpam: boolean, actor: string): Promise<void> {
    await this.settle(messageId, actor, 'review_rejected', async (tx, { ticketId }) => {
      if (isSpam) await changeTicket(tx, await this.tickets.lock(tx, ticketId), { status: 'spam' }, actor);
      return null;
    });
  }

  /** @param decide gives the ticket to merge into, or null to leave the message where it is */
  private async settle(
    messageId: string,
    actor: string,
    kind: TicketEventKind,
    decide: (
      tx: EntityManager,
      held: { ticketId: string; claimed: string | null },
    ) => string | null | Promise<string | null>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await oneMergeAtATime(tx);
      await lockTicketOf(tx, messageId, 'UPDATE');
      const held = await takeHeld(tx, messageId);
      const target = await decide(tx, held);
      const data = { reason: held.reason, claimed_ticket_id: held.claimed };
      await tx.query('UPDATE messages SET held = NULL WHERE id = $1', [messageId]);
      await recordEvent(tx, { ticketId: held.ticketId, kind, actor, messageId, data });
      if (target === null) return;
      const root = await this.merging.merge(tx, held.ticketId, target, actor);
      if (held.isPersons) await this.openAgain(tx, root, actor);
    });
  }

  /** As the mail would have done had it not been held; otherwise nobody would see that it waits for an answer. */
  private async openAgain(tx: EntityManager, ticketId: string, actor: string): Promise<void> {
    const ticket = await this.tickets.lock(tx, ticketId);
    if (OPENED_AGAIN.includes(ticket.status)) await changeTicket(tx, ticket, { status: 'open' }, actor);
  }
}

interface HeldMail {
  ticketId: string;
  claimed: string | null;
  reason: string;
  /** True for list mail too: a customer may have written it through a list of ours. */
  isPersons: boolean;
}

/** Locks the message, so that of two decisions at once one wins and the other is refused. */
async function takeHeld(tx: EntityManager, messageId: string): Promise<HeldMail> {
  const rows: { ticket_id: string; held: Held | null; kind: MailKind }[] = await tx.query(
    `SELECT ticket_id, held, classification->>'kind' AS kind FROM messages WHERE id = $1 FOR UPDATE`,
    [messageId],
  );
  const row = rows[0];
  if (row === undefined) throw new Problem(MESSAGE_NOT_FOUND, `There is no message ${messageId}.`);
  if (row.held === null) throw new Problem(NOT_HELD, `Message ${messageId} is not held, or not any more.`);
  const { reason, claimed_ticket_id: claimed } = row.held;
  return { ticketId: row.ticket_id, claimed, reason, isPersons: row.kind !== 'auto_generated' };
}
