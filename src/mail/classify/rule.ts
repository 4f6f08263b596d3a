import { type MailKind, type ParsedMail, type RecipientReport } from '../mail.js';

/** All that a rule may look at. */
export interface Evidence {
  mail: ParsedMail;
  reports: RecipientReport[];
  /** Values of a header field by its lower-case name, in the mail's order. */
  values: (name: string) => string[];
}

/** One reason to say of what kind a mail is. */
export interface Rule {
  /** Stable code, snake_case: part of the API. */
  reason: string;
  kind: MailKind;
  matches: (evidence: Evidence) => boolean;
}

/** RFC 3834 §5.2 token without parameters and comments: `auto-replied (vacation); owner-email=…` → `auto-replied`. */
export function tokenOf(value: string): string {
  return (/^[\s"']{0,8}([^\s;("',]{1,80})/.exec(value)?.[1] ?? '').toLowerCase();
}
