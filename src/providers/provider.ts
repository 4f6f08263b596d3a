/**
 * What a sender's webhooks mean to us. Everything that differs between senders ends here: the rooms above read these
 * values and never a provider's own field name.
 */

/**
 * What an event says has happened. `unknown` covers every type on which nothing here acts: types newer than this
 * code, and known ones such as `contact.created`. Such an event is stored and acknowledged like any other.
 */
export type EventKind =
  | 'received'
  | 'sent'
  | 'delivered'
  | 'deferred'
  | 'bounced'
  | 'complained'
  | 'suppressed'
  | 'suppression_added'
  | 'suppression_removed'
  | 'failed'
  | 'opened'
  | 'clicked'
  | 'unknown';

/** A webhook request as it came in, before anything is read from its body. */
export interface SignedRequest {
  /** Header names in lower case. An array is a header that was sent more than once. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes that were signed. Text made from them may differ (BOM, invalid UTF-8). */
  body: Buffer;
}

export interface VerifyOptions {
  now: Date;
  /** Allowed distance between the signed time and `now`, in both directions. Standard Webhooks: 300. */
  toleranceSeconds: number;
}

/** Why a request was refused; stable codes for logs and alarms. */
export type RefusalReason =
  | 'header_missing'
  | 'header_repeated'
  | 'header_too_long'
  | 'id_malformed'
  | 'timestamp_malformed'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'too_many_signatures'
  | 'signature_malformed'
  | 'signature_mismatch'
  | 'signature_scheme_unknown'
  | 'secret_unusable';

export interface Refusal {
  ok: false;
  reason: RefusalReason;
  /** The same as a sentence that the sender may read: it names no secret, nor how many there are. */
  detail: string;
}

export interface Acceptance {
  ok: true;
  /** The id under which the provider retries, from the headers; null when the scheme has none there. */
  deliveryId: string | null;
  /** The signed time of this attempt; null when the scheme signs none, so that an old request can be replayed. */
  signedAt: Date | null;
}

export type Verdict = Acceptance | Refusal;

export interface Bounce {
  /**
   * `Permanent`, `Transient` or `Undetermined` (the words of SES and Resend). `hard` and `soft` of other senders are
   * mapped to the first two; a word that is none of these is kept as the sender wrote it, and proves nothing.
   */
  type: string;
  /** The sender's own detail, such as `NoEmail` or `MailboxFull`; an open list. */
  subType: string;
  /** What the remote server answered, one line; several answers are joined by ` | `. */
  diagnosticCode: string | null;
  message: string | null;
}

export interface SuppressionChange {
  /** addr-spec in lower case. */
  address: string;
  /** Why it is on the provider's list: `bounce`, `complaint`, `manual`; an open list. */
  origin: string;
}

export interface ReceivedAttachment {
  id: string | null;
  filename: string | null;
  contentType: string | null;
  contentDisposition: string | null;
  /** Without `<>`. */
  contentId: string | null;
}

/** What the webhook says of a received mail. The mail itself is fetched later and counts for more. */
export interface ReceivedMetadata {
  /** As the webhook says: a bare addr-spec or `Name <addr-spec>`. */
  from: string | null;
  to: string[];
  cc: string[];
  bcc: string[];
  /** Addresses of the `for` clauses of Received fields: whom a forwarded mail was first addressed to. */
  receivedFor: string[];
  subject: string | null;
  /** Without `<>`. */
  messageId: string | null;
  attachments: ReceivedAttachment[];
  /** Bodies are not part of today's webhooks. Used only when the mail itself is refused to us. */
  text: string | null;
  html: string | null;
}

/** One webhook in our words. Every string is free of NUL, of lone surrogates and, outside bodies, of line ends. */
export interface ProviderEvent {
  /** The provider's own event type; `unknown` when the payload names none. */
  type: string;
  kind: EventKind;
  /** Same on every retry of one event. Made from the payload's content when the provider gives no id. */
  deliveryId: string;
  /** When it happened, which is not when it was sent to us; null when the payload does not say. */
  occurredAt: Date | null;
  /** The provider's id of the e-mail, safe in a URL path (`[A-Za-z0-9_-]{1,128}`); null when missing or malformed. */
  emailId: string | null;
  /** RFC 5322 Message-ID without `<>`. */
  messageId: string | null;
  /** Which message of ours the mail is, by the tag with which we sent it (`ID_TAG`); a UUID, null for mail of others. */
  ownId: string | null;
  /** Every address that the event names as a recipient; addr-specs in lower case, each once. */
  recipients: string[];
  /** The one recipient that the event is about; null unless exactly one is possible. */
  recipient: string | null;
  /** Set for `bounced` only. */
  bounce: Bounce | null;
  /** Set for `suppression_added` and `suppression_removed` only. */
  suppression: SuppressionChange | null;
  /** Set for `received` only. */
  received: ReceivedMetadata | null;
  /** Why a mail was `failed` or `suppressed`, in the provider's words. */
  reason: string | null;
}

/** What a row of the inbox says of its event beside the payload. */
export type EventIdentity = Pick<ProviderEvent, 'type' | 'kind' | 'deliveryId' | 'occurredAt' | 'emailId'>;

/** One sender of webhooks. Its functions are pure and never throw, whatever the bytes or the JSON. */
export interface Provider {
  /** The last part of `POST /webhooks/:source`. */
  readonly id: string;
  /** The name to show to people. */
  readonly title: string;
  /** Configuration variable that holds its secrets, comma-separated. */
  readonly secretVariable: string;

  /** Is this request from the holder of one of the secrets, and fresh? Any secret may match (rotation). */
  verify(request: SignedRequest, secrets: readonly string[], options: VerifyOptions): Verdict;

  /**
   * @param payload     the parsed body, of any JSON shape; wrong types read as absent
   * @param deliveryId  what `verify` found
   */
  normalise(payload: unknown, deliveryId: string | null): ProviderEvent;

  /** Those members of what `normalise` gives that are needed while the sender waits for its answer, and no others. */
  identify(payload: unknown, deliveryId: string | null): EventIdentity;

  /** What is wrong with a configured secret, as a sentence without the secret; null when it is good. */
  checkSecret(secret: string): string | null;
}
