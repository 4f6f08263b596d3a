import { blankComments } from '../comments.js';
import { type MailKind, type ParsedMail, type RecipientReport } from '../mail.js';

/** Everything that a rule may look at. */
export interface Evidence {
  mail: ParsedMail;
  /** The plain body, or text made from the HTML. */
  text: string;
  /** The body without quotes and signature. */
  ownWords: string;
  reports: RecipientReport[];
  /** Values of a header field by its lower-case name, in the mail's order. */
  values: (name: string) => string[];
}

/** One reason to classify a mail as of some kind. */
export interface Rule {
  /** Stable code, snake_case: part of the API. */
  reason: string;
  kind: MailKind;
  matches: (evidence: Evidence) => boolean;
}

/** RFC 3834 §5.2 token without parameters and comments: `auto-replied (vacation); owner-email=…` → `auto-replied`. */
export function tokenOf(value: string): string {
  return (/^[\s"']{0,8}([^\s;("',]{1,80})/.exec(blankComments(value))?.[1] ?? '').toLowerCase();
}

/** RFC 5321 §4.5.5: notices have a null reverse-path, and so do many automatic answers (RFC 3834 §3.3). */
export function hasNullReturnPath(values: Evidence['values']): boolean {
  return values('return-path').some((value) => /^<\s*>$/.test(value));
}
