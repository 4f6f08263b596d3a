/**
 * The mail that an entry applies to: `all`, one mailbox (`mailbox:support`) or one stream of sent mail
 * (`stream:newsletter`). A provider's evidence is about the address as such, so its scope is always `all`.
 */
export const SCOPE_PATTERN = /^(?:all|(?:mailbox|stream):[A-Za-z0-9][A-Za-z0-9._-]{0,99})$/;

export const ALL_MAIL = 'all';

/** The scopes of a mailbox: its name as it is, its name in lower case, and its id, which always fits the pattern. */
export const scopesOfMailbox = ({ id, name }: { id: string; name: string }): string[] =>
  [name, name.toLowerCase(), id].map((called) => `mailbox:${called}`);
