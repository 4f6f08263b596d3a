/**
 * The values that `mail/` returns: plain data, which can cross a thread boundary by structured clone. No string holds
 * NUL or lone surrogates, and one-line values hold no CR or LF (`text.ts` ensures this), so each can be stored and sent
 * as it is.
 */

/** A header field; the mail's order and repetitions are kept. */
export interface HeaderField {
  /** Field name in lower case. */
  name: string;
  /** Unfolded and decoded (encoded words, raw 8-bit), trimmed. */
  value: string;
}

/** A mailbox: an addr-spec with an optional display name (RFC 5322 §3.4). */
export interface Mailbox {
  /** Decoded; empty if there is none. */
  name: string;
  /** `local@domain` as in the mail, domain in lower case. If it is not an addr-spec, the text as it stands. */
  address: string;
}

/** A part of the mail kept as a file. */
export interface MailAttachment {
  /** Safe to show: NFC, no path, no control or bidi characters, at most 200 bytes, never empty. */
  filename: string;
  /** The name as in the mail, decoded but not cleaned; null if the mail gives none. */
  originalFilename: string | null;
  /** `type/subtype` as declared, in lower case; `application/octet-stream` if missing or malformed. */
  contentType: string;
  /** Without `<>`; null if the part has none. */
  contentId: string | null;
  /** The URL by which HTML refers to the part (RFC 2557); absent if the part has none. */
  contentLocation?: string;
  /** True if the HTML body shows it by `cid:` or Content-Location. */
  inline: boolean;
  /** Transfer encoding undone; a `message/rfc822` part is kept whole. */
  content: Uint8Array;
}

/** Who sent a mail, as far as the From field is reliable (`addresses/identity.ts`). */
export interface Identity {
  /** addr-spec in lower case, domain in ASCII; null if the field can be read in two ways. */
  address: string | null;
  /** Why there is no address, e.g. `ambiguous_from`, `from_missing`; null if there is one. */
  refusal: string | null;
}

/** What one mail says, before any decision about it. */
export interface ParsedMail {
  headers: HeaderField[];
  from: Mailbox[];
  /** The one address to decide by; `from` is only for display. It is not authenticated. */
  identity: Identity;
  sender: Mailbox | null;
  replyTo: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  /** Decoded, one line, at most 998 characters; empty if missing. */
  subject: string;
  /** Without `<>`; null if the mail has none (see `threadingId`). */
  messageId: string | null;
  /** Ids without `<>`, in the mail's order. */
  inReplyTo: string[];
  /** Ids without `<>`, oldest first; only the last 50. */
  references: string[];
  /** The Date field as a time; null if missing or unreadable. Not clamped: pure code has no clock. */
  date: Date | null;
  /** The Date field as in the mail; null if missing. */
  dateOriginal: string | null;
  /**
   * All text/plain body parts, with LF line ends. Null if the mail has none, or only a blank one beside HTML or a
   * footer after HTML; the footer is then in `html`. If a mail has no body but shows text files or other mails inline,
   * the text is read from those (defects `text_from_inline_file`, `text_from_embedded_mail`); they stay attachments.
   */
  text: string | null;
  /** All text/html body parts, decoded but **not sanitised**; null if the mail has none. */
  html: string | null;
  /** True if `html` holds a part that follows `text` in the mail instead of being a version of it. */
  htmlFollowsText?: boolean;
  attachments: MailAttachment[];
  /**
   * Machine-readable parts as decoded text: `message/delivery-status`, `message/feedback-report`,
   * `message/disposition-notification`, `text/rfc822-headers`, `message/rfc822`. They are attachments too: nothing is
   * dropped, and people who read a bounce ask for it.
   */
  reportParts: ReportPart[];
  /** Content-Type of the whole mail in lower case, with its parameters: names in lower case, values as given. */
  contentType: { value: string; parameters: Record<string, string> };
  /** What was broken and was repaired or left out: stable codes such as `boundary_missing`, `html_too_large`. */
  defects: string[];
}

/** A machine-readable part of a report: of a multipart/report (RFC 6522), or loose in a broken one. */
export interface ReportPart {
  contentType: string;
  /** Transfer encoding and charset decoded; LF line ends; at most 256 KiB. */
  text: string;
}

/** A body split into the new words and what surrounds them. */
export interface Reply {
  /** Only the new words. */
  replyText: string;
  /** The signature that was cut off; empty if there is none. */
  signature: string;
  /** The quoted or forwarded mail that was cut off, with its attribution line; empty if there is none. */
  quotedText: string;
  /** The original sender, from the header block inside a forwarded mail; null if the mail is not a forward. */
  forwardedFrom: Mailbox | null;
}

export type MailKind = 'human' | 'auto_reply' | 'auto_generated' | 'list' | 'bounce' | 'complaint';

/** What kind of mail this is and the one rule that decided it. */
export interface Classification {
  kind: MailKind;
  /** Stable code, snake_case, e.g. `auto_submitted_auto_replied`, `dsn_report`, `no_automatic_sign`. */
  reason: string;
}

/** How a report judges one recipient. */
export type Severity = 'hard' | 'soft' | 'delayed' | 'complaint';

/** What a DSN (RFC 3464), a free-text bounce or an ARF report (RFC 5965) says about one recipient. */
export interface RecipientReport {
  /** addr-spec in lower case; null if the report names nobody. */
  recipient: string | null;
  /** RFC 3464 §2.3.3 `failed | delayed | delivered | relayed | expanded`; `complaint` for an ARF report. */
  action: string;
  /** RFC 3463 enhanced status code such as `5.1.1`; null if none is given or can be derived. */
  status: string | null;
  /** The remote system's own words, one line; null if there are none. */
  diagnosticCode: string | null;
  severity: Severity;
  /** Why it failed, as a class: stable codes such as `user_unknown`, `mailbox_full`, `policy`, `infrastructure`. */
  reason: string;
  /** Message-ID of the mail that the report is about, without `<>`; null if the report does not say. */
  originalMessageId: string | null;
}
