import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Sql } from '../../platform/database/sql.js';
import { SuppressionList } from '../../suppressions/suppression-list.js';
import { Acknowledging, type Opened } from '../acknowledging/acknowledging.js';
import { ErasedMails } from '../erased/erased-mails.js';
import { type KnownSender, toSender } from '../identity/sender.js';
import { gradeSender } from '../identity/sender-proof.js';
import { recipientsOf } from '../mailboxes/recipients.js';
import { routeMail } from '../mailboxes/route-mail.js';
import type { StoredReport } from '../message.entity.js';
import { applyRules } from '../rules/apply-rules.js';
import { decideThread } from '../threading/decide-thread.js';
import { threadLocks } from '../threading/known-message-ids.js';
import { askedIds } from '../threading/matchers.js';
import { isOfOurs } from '../threading/own-domains.js';
import { type ReplyKeys, readReplyAddress } from '../threading/reply-address.js';
import { REPLY_KEYS } from '../threading/reply-keys.js';
import { numbersIn } from '../threading/subject.js';
import type { ThreadDecision } from '../threading/thread-decision.js';
import { addingCopy } from './another-copy.js';
import type { InboundMessage } from './inbound-message.js';
import { insertingMessage } from './insert-message.js';
import { type Asked, type FiledBefore, findKnown, type Known } from './known.js';
import { noting } from './noting.js';
import { type Case, type Filed, place } from './place.js';

/** A mail, and what filing it asks the database. */
export interface Question {
  mail: InboundMessage;
  asked: Asked;
  /** Reads a row of `Known`. */
  knowing: Sql;
}

/** Where a mail goes. */
export interface Decided {
  filed: Filed;
  /** Mail to the sender is suppressed. */
  isSenderListed: boolean;
  /** The statements to run; `reports` are those in the mail, with what they proved. */
  writes: (reports: StoredReport[]) => Sql[];
  /** The ticket that may get a receipt once all is written; null: none. */
  receipt: Opened | null;
}

/** Files mail into tickets. */
@Injectable()
export class Filing {
  constructor(
    @Inject(REPLY_KEYS) private readonly replyKeys: ReplyKeys,
    private readonly acknowledging: Acknowledging,
    private readonly erased: ErasedMails,
    private readonly suppressions: SuppressionList,
  ) {}

  /** What filing a mail needs to know from the database. */
  ask(mail: InboundMessage): Question {
    const asked = this.look(mail);
    return { mail, asked, knowing: findKnown(mail, asked) };
  }

  /**
   * Decides where a mail goes, and what to write for it. A mail that was filed before is found by its unique keys and
   * stays as it is, except that it may be for more mailboxes.
   *
   * @param tx holds the locks `locksOf(mail)`
   * @param known read in that transaction
   * @returns null for a mail that was erased with its sender: nothing is written
   */
  async decide(tx: EntityManager, { mail, asked }: Question, known: Known): Promise<Decided | null> {
    if (known.isErased) return null;
    const route = routeMail(asked.recipients, genuine(asked.replyClaims), known);
    if (known.message !== null) {
      return alreadyFiled(known.message, known.isSenderListed, addingCopy(mail, known.message, route));
    }
    const sender = toSender(mail.sender, known.sender, mail.authentication);
    const { mailboxIds } = route;
    const replyClaims = asked.replyClaims.filter((claim) => isOfOurs(claim, known.ownDomains));
    const thread = sender.isBlocked
      ? blocked(sender)
      : await decideThread(tx, { ...mail, ...known, replyClaims, mailboxIds, sender });
    const rules = applyRules(known.rules, { ...mail, recipients: asked.recipients });
    const { cameThroughOurList } = known;
    return this.filed({ mail, sender, route, thread, rules, cameThroughOurList }, known);
  }

  /** Sends a receipt for a filed mail, if its mailbox sends them. */
  async acknowledge(tx: EntityManager, { receipt }: Decided): Promise<void> {
    if (receipt !== null) await this.acknowledging.acknowledge(tx, receipt);
  }

  private look(mail: InboundMessage): Question['asked'] {
    const recipients = recipientsOf({ ...mail, envelope: mail.recipients });
    const replyClaims = recipients
      .map((recipient) => ({ recipient, ...readReplyAddress(recipient, this.replyKeys) }))
      .filter((claim) => claim.kind !== 'none');
    const pointers = {
      ticketIds: replyClaims.flatMap((claim) => (claim.kind === 'genuine' ? [claim.ticketId] : [])),
      messageIds: askedIds(mail),
      numbers: numbersIn(mail.subject),
    };
    return {
      recipients,
      replyClaims,
      pointers,
      proof: gradeSender(mail.authentication),
      isErased: this.erased.areKnown(identityOf(mail)),
      isSenderListed: this.suppressions.isListed(mail.sender),
    };
  }

  private filed(decided: Case, { acknowledging, isSenderListed }: Known): Decided {
    const { mail, sender, route, thread, rules } = decided;
    const { ticketId, kind, writes } = place(decided);
    const messageId = uuidv7();
    const message = { id: messageId, ticketId, thread, route, isHeld: kind === 'message_held' };
    const mailboxId = route.mailboxIds[0]!;
    const isAnswered =
      kind === 'ticket_opened' && rules.actions.spam !== true && acknowledging.includes(mailboxId);
    return {
      filed: { kind, messageId, ticketId },
      isSenderListed,
      writes: (reports) => [
        ...writes,
        ...insertingMessage({ ...mail, reports }, message),
        ...(ticketId === null ? [] : noting(decided, { ticketId, kind, messageId })),
      ],
      receipt: isAnswered ? { ticketId: ticketId!, mailboxId, mail, sender } : null,
    };
  }
}

/** The locks needed to file a mail: those of its thread and its sender. */
export const locksOf = ({ messageId, inReplyTo, references, sender }: InboundMessage): bigint[] =>
  threadLocks([messageId, ...inReplyTo, ...references], sender);

const genuine = (claims: Asked['replyClaims']): string[] =>
  claims.filter(({ kind }) => kind === 'genuine').map(({ recipient }) => recipient);

const identityOf = ({ raw, source, emailId }: InboundMessage) => ({
  rawSha256: raw?.sha256 ?? null,
  source,
  emailId,
});

function alreadyFiled(
  { id, ticket_id: ticketId }: FiledBefore,
  isSenderListed: boolean,
  writes: Sql[],
): Decided {
  const filed: Filed = { kind: 'message_known', messageId: id, ticketId };
  return { filed, isSenderListed, writes: () => writes, receipt: null };
}

/** A blocked sender continues no ticket, whatever the proof; the mail is kept as spam. */
function blocked({ contactId }: KnownSender): ThreadDecision {
  const reason = 'sender_blocked';
  const saw = { contact_id: contactId };
  const trace = [{ matcher: 'blocked_sender', verdict: 'no_match' as const, reason, ticket_id: null, saw }];
  return { kind: 'open', ticketId: null, reason, trace };
}
