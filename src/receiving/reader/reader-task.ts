import type { MailReading } from '../../mail/read-mail.js';
import type { ParsedMail } from '../../mail/mail.js';

/** Input of a reader thread: a raw mail, or one that came in parts. */
export type ReaderTask = { raw: Uint8Array } | { parsed: ParsedMail };

/** Output of a reader thread. */
export interface ReaderAnswer extends MailReading {
  /** Ids of the attachments, by position; the sanitised HTML links to them. */
  attachmentIds: string[];
  /** Why our own reader failed, if mailparser had to step in: a bug of ours that should be reported. */
  ownFailure: string | null;
}
