/** A file that goes out with a mail. */
export interface OutgoingFile {
  filename: string;
  contentType: string;
  content: Buffer;
}

/** A mail of ours carries its own id in this tag, and what the provider tells of it brings the tag back. */
export const ID_TAG = 'postroom_message';

/** A mail to be sent. Every one-line value is free of CR, LF and NUL: the caller has seen to it. */
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
  /** Kept by the provider beside the mail, and unseen by its recipients. */
  tags: Record<string, string>;
  files: OutgoingFile[];
}

/** A provider that sends. Every method throws `ProviderError`s only. */
export interface SendingApi {
  /**
   * Hands a mail over, once per key: the same key with the same mail gives the same id again, for as long as the
   * provider remembers it (Resend: 24 hours).
   */
  send(mail: OutgoingMail, idempotencyKey: string): Promise<{ emailId: string }>;

  /** The Message-ID that the provider gave a mail, without `<>`; null while there is none yet. */
  findMessageId(emailId: string): Promise<string | null>;
}
