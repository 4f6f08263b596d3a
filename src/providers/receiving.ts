import { type HeaderField } from '../mail/mail.js';
import { type ReceivedAttachment, type ReceivedMetadata } from './provider.js';

/** The receiving server's findings, in the provider's own words, such as `pass`, `fail`, `gray`. */
export interface ReceivedAuthentication {
  spf: string | null;
  dkim: string | null;
  dmarc: string | null;
}

/** A received mail in a list. */
export interface ReceivedSummary extends ReceivedMetadata {
  /** Safe in a URL path. */
  id: string;
  /** When the provider received it. */
  createdAt: Date | null;
}

/** A received mail as the provider's API returns it: the way to the raw mail, and the fallback if there is none. */
export interface ReceivedEmail extends ReceivedSummary {
  replyTo: string[];
  /** Names in lower case. Order and number are reliable only in the raw mail. */
  headers: HeaderField[];
  authentication: ReceivedAuthentication | null;
  /** URL of the raw mail. It needs no key, so it is a secret: never log or store it. Null if the mail was not kept. */
  rawUrl: string | null;
}

/** An attachment that can be fetched. */
export interface DownloadableAttachment extends ReceivedAttachment {
  /** A secret while it is valid, like `rawUrl`; null if the provider gives none. */
  downloadUrl: string | null;
}

/** One page of the provider's received mail, newest first. */
export interface ReceivedPage {
  emails: ReceivedSummary[];
  /** Cursor of the next, older page; null at the end. */
  after: string | null;
}

/** The webhook that the provider would have sent for a listed mail, in the provider's own words. */
export interface ListedAnnouncement {
  type: string;
  /** JSON for the same provider's `normalise`. */
  payload: string;
}

/** A provider's API for received mail. All methods throw only the classes in `provider-errors.ts`. */
export interface ReceivingApi {
  get(emailId: string): Promise<ReceivedEmail>;
  /** All attachments, however many pages they take, with fresh download URLs. */
  listAttachments(emailId: string): Promise<DownloadableAttachment[]>;
  list(after?: string): Promise<ReceivedPage>;
  /** Pure. For a mail that no webhook announced. */
  announce(email: ReceivedSummary): ListedAnnouncement;
}
