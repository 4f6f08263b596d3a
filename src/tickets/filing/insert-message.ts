import type { EntityManager } from 'typeorm';
import { Attachment } from '../attachment.entity.js';
import { Message } from '../message.entity.js';
import type { ThreadDecision } from '../threading/decide-thread.js';
import type { InboundMessage } from './inbound-message.js';

/** Stores the message and its attachments. A unique key refuses a mail that another worker filed meanwhile. */
export async function insertMessage(
  tx: EntityManager,
  mail: InboundMessage,
  message: { id: string; mailboxId: string; ticketId: string | null; thread: ThreadDecision },
): Promise<void> {
  const { raw, from, attachments, ...same } = mail;
  const claimed = message.thread.refusedTicketId;
  await tx.insert(Message, {
    ...same,
    id: message.id,
    mailboxId: message.mailboxId,
    ticketId: message.ticketId,
    direction: 'inbound',
    fromName: from?.name ?? '',
    fromAddress: from?.address ?? '',
    held: claimed === null ? null : { reason: 'sender_is_no_participant', claimed_ticket_id: claimed },
    trace: message.thread.trace,
    rawSha256: raw?.sha256 ?? null,
    rawSize: raw === null ? null : String(raw.size),
  } as never);
  if (attachments.length === 0) return;
  await tx.insert(
    Attachment,
    attachments.map((attachment, position) => ({
      ...attachment,
      messageId: message.id,
      position,
      size: String(attachment.size),
    })),
  );
}
