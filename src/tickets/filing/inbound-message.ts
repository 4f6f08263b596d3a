import type { Classification, HeaderField, Mailbox } from '../../mail/mail.js';
import type { Authentication } from '../identity/authentication.js';
import type { StoredReport } from '../message.entity.js';

/** An attachment whose bytes are stored already. */
export interface StoredAttachment {
  /** Chosen before filing, because the sanitised HTML links to it. */
  id: string;
  filename: string;
  originalFilename: string | null;
  contentType: string;
  contentId: string | null;
  isInline: boolean;
  size: number;
  sha256: string;
}

/** A received mail, parsed and stored, ready to be filed. */
export interface InboundMessage {
  source: string;
  emailId: string | null;
  eventId: string;
  raw: { sha256: string; size: number } | null;
  /** When the provider, or we, received it. */
  receivedAt: Date;
  authentication: Authentication | null;
  /** Recipients of the SMTP envelope, and the first addressees according to the provider; as far as known. */
  recipients: string[];
  /** The envelope's reverse path; `<>` if it is empty, null if the envelope is not known. */
  reversePath: string | null;
  /** The sender, from a strict reading of From; null if the mail names no single sender. */
  sender: string | null;
  from: Mailbox | null;
  to: Mailbox[];
  cc: Mailbox[];
  replyTo: Mailbox[];
  subject: string;
  messageId: string;
  inReplyTo: string[];
  references: string[];
  sentAt: Date;
  dateHeader: string | null;
  text: string;
  html: string | null;
  replyText: string;
  signature: string;
  quotedText: string;
  classification: Classification;
  reports: StoredReport[];
  defects: string[];
  headers: HeaderField[];
  attachments: StoredAttachment[];
}
