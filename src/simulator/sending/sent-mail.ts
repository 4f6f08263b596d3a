import type { JsonObject } from '../json.js';

/** A mail handed in for sending. */
export interface SentMail {
  id: string;
  createdAt: Date;
  /** Assigned by the sending server, with `<>`; it replaces a Message-ID given by the caller. */
  messageId: string;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: Record<string, string>;
  attachments: SentAttachment[];
  /** ISO 8601, if sending is postponed. */
  scheduledAt: string | null;
  lastEvent: string;
  /** Cancels the planned sending. */
  cancelSending: () => void;
  /** The request as received. */
  request: JsonObject;
}

export interface SentAttachment {
  id: string;
  filename: string | null;
  contentType: string;
  contentId: string | null;
  /** Decoded; empty if it was given as `path`, which the simulator does not fetch. */
  content: Buffer;
}
