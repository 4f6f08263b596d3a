import type { MailReading } from '../../mail/read-mail.js';
import type { ParsedMail } from '../../mail/mail.js';

/** What the reader's thread is asked: a raw mail, or one that came in parts. */
export type ReaderTask = { raw: Uint8Array } | { parsed: ParsedMail };

/** What it answers. */
export interface ReaderAnswer extends MailReading {
  /** Ids of the attachments, by position: the sanitised HTML links to them. */
  attachmentIds: string[];
  /** Why our own reader failed, when mailparser had to step in: a defect of ours that should be reported. */
  ownFailure: string | null;
}
