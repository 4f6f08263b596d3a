/**
 * What the webhooks of every sender mean, in one vocabulary. All differences between senders end here: other rooms read
 * these values and never a provider's own field names.
 */

/**
 * What an event reports. `unknown` covers every type that nothing here acts on: types newer than this code, and known
 * ones such as `contact.created`. Such an event is stored and acknowledged like any other.
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

/** A webhook request as received, before its body is read. */
export interface SignedRequest {
  /** Header names are in lower case. A header sent more than once is an array. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes that were signed. Decoding them to text may change them (BOM, invalid UTF-8). */
  body: Buffer;
}

export interface VerifyOptions {
  now: Date;
  /** Largest difference between the signed time and `now`, in either direction. Standard Webhooks: 300. */
  toleranceSeconds: number;
}

/** Why a request was refused: stable codes for logs and alarms. */
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
  /** The reason as a sentence that the sender may read. It reveals neither the secrets nor their number. */
  detail: string;
}

export interface Acceptance {
  ok: true;
  /** The id from the headers, the same on every retry; null if the scheme has none there. */
  deliveryId: string | null;
  /** When this attempt was signed; null if the scheme signs no time, so that an old request can be replayed. */
  signedAt: Date | null;
}

export type Verdict = Acceptance | Refusal;

export interface Bounce {
  /**
   * `Permanent`, `Transient` or `Undetermined` (the words of SES and Resend). `hard` and `soft` of other senders become
   * the first two. Any other word is kept as the sender wrote it, and proves nothing.
   */
  type: string;
  /** The sender's own detail, such as `NoEmail` or `MailboxFull`; an open list. */
  subType: string;
  /** The remote server's answer, as one line; several answers are joined by ` | `. */
  diagnosticCode: string | null;
  message: string | null;
}

export interface SuppressionChange {
  /** addr-spec in lower case. */
  address: string;
  /** Why the address is on the provider's list: `bounce`, `complaint`, `manual`; an open list. */
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

/** What the webhook says about a received mail. The mail itself is fetched later and takes precedence. */
export interface ReceivedMetadata {
  /** As in the webhook: a bare addr-spec or `Name <addr-spec>`. */
  from: string | null;
  to: string[];
  cc: string[];
  bcc: string[];
  /** Addresses in the `for` clauses of Received fields: the original recipients of a forwarded mail. */
  receivedFor: string[];
  subject: string | null;
  /** Without `<>`. */
  messageId: string | null;
  attachments: ReceivedAttachment[];
  /** Today's webhooks contain no bodies. Used only if the mail itself cannot be fetched. */
  text: string | null;
  html: string | null;
}

/** One webhook in our vocabulary. No string contains NUL or lone surrogates, and only bodies contain line ends. */
export interface ProviderEvent {
  /** The provider's own event type; `unknown` when the payload names none. */
  type: string;
  kind: EventKind;
  /** The same on every retry of one event. Derived from the payload's content if the provider gives no id. */
  deliveryId: string;
  /** When it happened, not when it was sent to us; null if the payload does not say. */
  occurredAt: Date | null;
  /** The provider's id of the e-mail, safe in a URL path (`[A-Za-z0-9_-]{1,128}`); null when missing or malformed. */
  emailId: string | null;
  /** RFC 5322 Message-ID without `<>`. */
  messageId: string | null;
  /** Id (a UUID) of our message that was sent as this mail, from the mail's tag `ID_TAG`; null if there is none. */
  ownId: string | null;
  /** Every address that the event names as a recipient: addr-specs in lower case, without duplicates. */
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

/** What an inbox row holds about its event besides the payload. */
export type EventIdentity = Pick<ProviderEvent, 'type' | 'kind' | 'deliveryId' | 'occurredAt' | 'emailId'>;

/** One sender of webhooks. Its functions are pure and never throw, whatever the bytes or the JSON. */
export interface Provider {
  /** The `:source` in `POST /webhooks/:source`. */
  readonly id: string;
  /** Name shown to people. */
  readonly title: string;
  /** Configuration variable that holds its secrets, comma-separated. */
  readonly secretVariable: string;

  /** Checks that the request is from a holder of one of the secrets, and fresh. Any secret may match (rotation). */
  verify(request: SignedRequest, secrets: readonly string[], options: VerifyOptions): Verdict;

  /**
   * @param payload     the parsed body, of any JSON shape; wrong types read as absent
   * @param deliveryId  the id that `verify` found
   */
  normalise(payload: unknown, deliveryId: string | null): ProviderEvent;

  /** Reads only those members of `normalise`'s result that are needed while the sender waits for its answer. */
  identify(payload: unknown, deliveryId: string | null): EventIdentity;

  /** What is wrong with a configured secret, as the end of a sentence, without the secret; null if it is good. */
  checkSecret(secret: string): string | null;
}
