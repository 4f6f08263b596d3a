/**
 * The values that the `mail/` room hands out. They are plain data: they cross a thread boundary by structured clone.
 * Strings never hold NUL, lone surrogates or, in one-line values, CR and LF (`text.ts` sees to it), so that every
 * one of them can be stored and sent on as it is.
 */

/** A header field in the order and number in which the mail has it. */
export interface HeaderField {
  /** Field name in lower case. */
  name: string;
  /** Unfolded and decoded (encoded words, raw 8-bit), trimmed. */
  value: string;
}

/** A mailbox: an addr-spec with an optional display name (RFC 5322 §3.4). */
export interface Mailbox {
  /** Display name, decoded; empty when there is none. */
  name: string;
  /** `local@domain` as the mail has it, domain in lower case; whatever stands there when it is no addr-spec. */
  address: string;
}

/** A body part kept as a file. */
export interface MailAttachment {
  /** Safe to show: NFC, no path, no control or bidi characters, at most 200 bytes, never empty. */
  filename: string;
  /** The name as the mail gives it, decoded but not cleaned; null when the mail gives none. */
  originalFilename: string | null;
  /** Lower case `type/subtype` as declared; `application/octet-stream` when missing or malformed. */
  contentType: string;
  /** Without `<>`; null when the part has none. */
  contentId: string | null;
  /** The URL that the part stands for (RFC 2557), as HTML refers to it; missing when the part has none. */
  contentLocation?: string;
  /** True when the HTML body shows it by `cid:` (or Content-Location). */
  inline: boolean;
  /** Transfer encoding undone; a `message/rfc822` part is kept whole. */
  content: Uint8Array;
}

/** Who sent a mail, as far as one may rely on the From field (`addresses/identity.ts`). */
export interface Identity {
  /** addr-spec in lower case, domain in ASCII; null when the field allows two readings. */
  address: string | null;
  /** Why there is no address, e.g. `ambiguous_from`, `from_missing`; null when there is one. */
  refusal: string | null;
}

/** What one mail says, with nothing decided yet. */
export interface ParsedMail {
  headers: HeaderField[];
  from: Mailbox[];
  /** The one address to decide by; `from` is for showing. It says nothing about authentication. */
  identity: Identity;
  sender: Mailbox | null;
  replyTo: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  /** Decoded, one line, at most 998 characters; empty when missing. */
  subject: string;
  /** Without `<>`; null when the mail has none (see `threadingId`). */
  messageId: string | null;
  /** Ids without `<>`, in the mail's order. */
  inReplyTo: string[];
  /** Ids without `<>`, oldest first, at most the last 50. */
  references: string[];
  /** The Date field as a time; null when missing or unreadable. Not clamped: pure code has no clock. */
  date: Date | null;
  /** The Date field as the mail has it; null when missing. */
  dateOriginal: string | null;
  /**
   * All text/plain body parts; null when the mail has none, or none that stands for the whole body (blank beside
   * HTML, or a footer after HTML: that is in `html` then). Line ends are LF. A mail that has no body but shows text
   * files or other mails inline is read from those (defects `text_from_inline_file`, `text_from_embedded_mail`); they
   * stay attachments.
   */
  text: string | null;
  /** All text/html body parts, decoded but **not sanitised**; null when the mail has none. */
  html: string | null;
  /** Whether `html` holds a part that stands behind `text` in the mail instead of being a version of it. */
  htmlFollowsText?: boolean;
  attachments: MailAttachment[];
  /**
   * Parts that speak to machines: `message/delivery-status`, `message/feedback-report`,
   * `message/disposition-notification`, `text/rfc822-headers`, `message/rfc822`, as decoded text. They are listed as
   * attachments too: nothing is dropped, and people who read a bounce ask for it.
   */
  reportParts: ReportPart[];
  /** Content-Type of the whole mail, lower case, with its parameters (names in lower case, values as given). */
  contentType: { value: string; parameters: Record<string, string> };
  /** What was broken and repaired or left out; stable codes such as `boundary_missing`, `html_too_large`. */
  defects: string[];
}

/** A machine-readable part of a report (RFC 6522 multipart/report, or found loose in a broken one). */
export interface ReportPart {
  contentType: string;
  /** Transfer encoding and charset undone; line ends LF; at most 256 KiB. */
  text: string;
}

/** A body cut into the new words and what surrounds them. */
export interface Reply {
  /** The new words alone. */
  replyText: string;
  /** The signature that was cut off; empty when there is none. */
  signature: string;
  /** The quoted or forwarded mail that was cut off, with its attribution line; empty when there is none. */
  quotedText: string;
  /** The original sender found in a forwarded mail's embedded header block; null when this is no forward. */
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

/** What a DSN (RFC 3464), a free-text bounce or an ARF report (RFC 5965) says of one recipient. */
export interface RecipientReport {
  /** addr-spec in lower case; null when the report names nobody. */
  recipient: string | null;
  /** RFC 3464 §2.3.3 `failed | delayed | delivered | relayed | expanded`; `complaint` for an ARF report. */
  action: string;
  /** RFC 3463 enhanced status code such as `5.1.1`; null when none is given or can be told. */
  status: string | null;
  /** The remote system's own words, one line; null when there are none. */
  diagnosticCode: string | null;
  severity: Severity;
  /** Why it failed, told apart by class: stable codes such as `user_unknown`, `mailbox_full`, `policy`, `infrastructure`. */
  reason: string;
  /** Message-ID of the mail that the report is about, without `<>`; null when the report does not say. */
  originalMessageId: string | null;
}
