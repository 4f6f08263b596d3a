import { type HeaderField } from '../mail/mail.js';
import { type ReceivedAttachment, type ReceivedMetadata } from './provider.js';

/** What the receiving server found; the provider's own words, such as `pass`, `fail`, `gray`. */
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

/** A received mail as the provider's API gives it: the fallback when there is no raw mail, and the way to it. */
export interface ReceivedEmail extends ReceivedSummary {
  replyTo: string[];
  /** Names in lower case. Order and number are reliable only in the raw mail. */
  headers: HeaderField[];
  authentication: ReceivedAuthentication | null;
  /** Of the raw mail. It needs no key, so it is a secret: neither logged nor stored. Null: the provider has not kept it. */
  rawUrl: string | null;
}

/** An attachment that can be fetched. */
export interface DownloadableAttachment extends ReceivedAttachment {
  /** Secret for as long as it is valid, as `rawUrl` is; null when the provider gives none. */
  downloadUrl: string | null;
}

/** One page of the provider's received mail, newest first. */
export interface ReceivedPage {
  emails: ReceivedSummary[];
  /** Pass it on to get the next, older page; null at the end. */
  after: string | null;
}

/** What the provider's webhook would have said of a listed mail, in the provider's own words. */
export interface ListedAnnouncement {
  type: string;
  /** Read by the same provider's `normalise`. */
  payload: string;
}

/**
 * A provider's API for received mail. Every method fails with one of the classes of `provider-errors.ts` and with
 * nothing else.
 */
export interface ReceivingApi {
  get(emailId: string): Promise<ReceivedEmail>;
  /** All attachments, however many pages they take, with download URLs that were just made. */
  listAttachments(emailId: string): Promise<DownloadableAttachment[]>;
  list(after?: string): Promise<ReceivedPage>;
  /** Pure: for a mail of which no webhook came. */
  announce(email: ReceivedSummary): ListedAnnouncement;
}
