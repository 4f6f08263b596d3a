import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Mailbox } from '../../mail/mail.js';
import { Message } from '../message.entity.js';
import { indexMessage } from '../search/index-words.js';

/** Source of messages that were written here and not received. */
const WRITTEN_HERE = 'postroom';

export interface WrittenMessage {
  ticketId: string;
  mailboxId: string;
  direction: Message['direction'];
  from: Mailbox;
  to?: Mailbox[];
  cc?: Mailbox[];
  replyTo?: Mailbox[];
  subject: string;
  text: string;
  html?: string | null;
  inReplyTo?: string[];
  references?: string[];
}

/**
 * Stores a message that did not come by mail: a note, a reply, the first words of a ticket opened over the API. Its
 * Message-ID is a placeholder under `.invalid` (RFC 2606) until a provider says which one it sent.
 */
export async function insertWritten(tx: EntityManager, written: WrittenMessage): Promise<string> {
  const id = uuidv7();
  const now = new Date();
  const row: Omit<Message, 'attachments'> = {
    id,
    ticketId: written.ticketId,
    mailboxId: written.mailboxId,
    direction: written.direction,
    fromName: written.from.name,
    fromAddress: written.from.address,
    to: written.to ?? [],
    cc: written.cc ?? [],
    replyTo: written.replyTo ?? [],
    subject: written.subject,
    messageId: `${id}@message.invalid`,
    inReplyTo: written.inReplyTo ?? [],
    references: written.references ?? [],
    sentAt: now,
    dateHeader: null,
    receivedAt: now,
    text: written.text,
    html: written.html ?? null,
    replyText: written.text,
    signature: '',
    quotedText: '',
    classification: { kind: 'human', reason: 'written_here' },
    reports: [],
    authentication: null,
    held: null,
    defects: [],
    trace: [],
    routing: [],
    headers: [],
    source: WRITTEN_HERE,
    emailId: null,
    eventId: null,
    rawSha256: null,
    rawPurgedAt: null,
    rawSize: null,
  };
  await tx.insert(Message, row as never);
  await indexMessage(tx, { ...written, people: [written.from, ...row.to, ...row.cc] });
  return id;
}
