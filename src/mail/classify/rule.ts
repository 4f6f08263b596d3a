import { type MailKind, type ParsedMail, type RecipientReport } from '../mail.js';

/** What is known of ourselves, so that our own mail coming back is seen. */
export interface ClassifyContext {
  /** Hosts on the right of the `@` in the Message-IDs that we mint; no host that people's own mail programs use. */
  ownMessageIdDomains?: string[];
  /** Addresses that we write from and receive at. */
  ownAddresses?: string[];
}

/** All that a rule may look at. */
export interface Evidence {
  mail: ParsedMail;
  reports: RecipientReport[];
  context: ClassifyContext;
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

export function isOwnAddress(address: string, context: ClassifyContext): boolean {
  const wanted = address.toLowerCase();
  return (context.ownAddresses ?? []).some((own) => own.toLowerCase() === wanted);
}

/** RFC 3834 §5.2 token without parameters and comments: `auto-replied (vacation); owner-email=…` → `auto-replied`. */
export function tokenOf(value: string): string {
  return (/^[\s"']{0,8}([^\s;("',]{1,80})/.exec(value)?.[1] ?? '').toLowerCase();
}
