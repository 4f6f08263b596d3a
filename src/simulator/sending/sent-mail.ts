import type { JsonObject } from '../json.js';

/** A mail that was handed in for sending. */
export interface SentMail {
  id: string;
  createdAt: Date;
  /** Assigned by the sending server, with `<>`; a Message-ID of the caller's is overwritten. */
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
  /** ISO 8601, when sending is put off. */
  scheduledAt: string | null;
  lastEvent: string;
  /** Takes the planned sending off the agenda. */
  cancelSending: () => void;
  /** The request as it came in. */
  request: JsonObject;
}

export interface SentAttachment {
  id: string;
  filename: string | null;
  contentType: string;
  contentId: string | null;
  /** Decoded; empty for one given as `path`, which the simulator does not fetch. */
  content: Buffer;
}
