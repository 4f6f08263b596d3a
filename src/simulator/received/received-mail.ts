import type { HeaderView } from './headers.js';

/** SES verdict names; `gray` is spf none/softfail/neutral, dkim unsigned or not aligned, dmarc without policy. */
export type Verdict = 'pass' | 'fail' | 'gray' | 'processing_failed' | 'unknown';

/** The receiving server's findings about the sender. */
export interface Authentication {
  spf: Verdict;
  dkim: Verdict;
  dmarc: Verdict;
}

/** The SMTP envelope (RFC 5321 §2.3.1). */
export interface Envelope {
  mailFrom: string;
  rcptTo: string[];
}

export interface ReceivedAttachment {
  id: string;
  filename: string | null;
  contentType: string;
  contentDisposition: string | null;
  /** Without `<>`. */
  contentId: string | null;
  content: Buffer;
}

/** What the JSON view says about a mail; all of it is read from the mail's bytes. */
export interface MailView {
  /** Bare address. */
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  receivedFor: string[];
  subject: string;
  /** With `<>`; empty if the mail has none. */
  messageId: string;
  headers: HeaderView;
  html: string | null;
  text: string | null;
  attachments: ReceivedAttachment[];
}

/** A mail that was received. */
export interface ReceivedMail {
  id: string;
  createdAt: Date;
  envelope: Envelope;
  raw: Buffer;
  /** If false, `raw` is answered as null, as for old mails. */
  hasRaw: boolean;
  view: MailView;
  authentication: Authentication | null;
  /** Its number among the mails counted that day and that month; above the plan's quota its content is withheld. */
  quotaNumber: { day: number; month: number };
}
