import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Mailbox as Person } from '../../mail/mail.js';
import { ID_TAG, type OutgoingMail } from '../../providers/sending.js';
import { Attachment } from '../attachment.entity.js';
import type { StoredAttachment } from '../filing/inbound-message.js';
import { insertWritten } from '../writing/written-message.js';
import { formatMailbox } from './reply-headers.js';

/** The only provider that sends so far. */
const SENDING_SOURCE = 'resend';

/** What a provider is handed on every attempt. Files are stored as blobs and read when needed. */
export type StoredRequest = Omit<OutgoingMail, 'files' | 'tags'> & {
  /** Absent in mails queued by an earlier version, and never added: a key may be used for one exact request only. */
  tags?: Record<string, string>;
  files: { filename: string; contentType: string; sha256: string }[];
};

/** A mail to be sent. */
export interface Draft {
  kind: 'reply' | 'acknowledgement';
  ticketId: string;
  mailboxId: string;
  from: Person;
  to: Person[];
  cc: Person[];
  replyTo: Person;
  subject: string;
  text: string;
  html: string | null;
  headers: Record<string, string>;
  inReplyTo: string[];
  references: string[];
  files: StoredAttachment[];
}

/**
 * Stores a mail in the conversation and in the outbox, in the transaction of its cause. A worker sends it, once.
 *
 * @returns id of the message
 */
export async function queueMail(tx: EntityManager, draft: Draft): Promise<string> {
  const { kind, files, headers, ...written } = draft;
  const messageId = await insertWritten(tx, { ...written, replyTo: [draft.replyTo], direction: 'outbound' });
  if (files.length > 0) await tx.insert(Attachment, files.map(toAttachment(messageId)));
  const lines = (people: Person[]) => people.map(({ name, address }) => formatMailbox(name, address));
  const request: StoredRequest = {
    from: formatMailbox(draft.from.name, draft.from.address),
    to: lines(draft.to),
    cc: lines(draft.cc),
    replyTo: lines([draft.replyTo]),
    subject: draft.subject,
    text: draft.text,
    html: draft.html,
    headers,
    tags: { [ID_TAG]: messageId },
    files: files.map(({ filename, contentType, sha256 }) => ({ filename, contentType, sha256 })),
  };
  await tx.query(
    'INSERT INTO outbound_mails (message_id, source, kind, recipients, request) VALUES ($1, $2, $3, $4, $5)',
    [messageId, SENDING_SOURCE, kind, [...draft.to, ...draft.cc].map(({ address }) => address), request],
  );
  return messageId;
}

const toAttachment = (messageId: string) => (file: StoredAttachment, position: number) => ({
  ...file,
  id: uuidv7(),
  messageId,
  position,
  size: String(file.size),
});
