/** A file sent with a mail. */
export interface OutgoingFile {
  filename: string;
  contentType: string;
  content: Buffer;
}

/** Tag that carries our own id in each mail we send. The provider's events about the mail return it. */
export const ID_TAG = 'postroom_message';

/** A mail to be sent. The caller ensures that one-line values contain no CR, LF or NUL. */
export interface OutgoingMail {
  /** `Name <address>` or an address. */
  from: string;
  to: string[];
  cc: string[];
  replyTo: string[];
  subject: string;
  text: string;
  html: string | null;
  headers: Record<string, string>;
  /** Kept by the provider beside the mail; recipients do not see them. */
  tags: Record<string, string>;
  files: OutgoingFile[];
}

/** A provider's API for sending. All methods throw only `ProviderError`s. */
export interface SendingApi {
  /**
   * Sends a mail, once per key: the same key with the same mail returns the same id, for as long as the provider
   * remembers it (Resend: 24 hours).
   */
  send(mail: OutgoingMail, idempotencyKey: string): Promise<{ emailId: string }>;

  /** The Message-ID that the provider assigned, without `<>`; null until there is one. */
  findMessageId(emailId: string): Promise<string | null>;
}
