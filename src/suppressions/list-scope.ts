/**
 * For which mail an entry speaks: `all`, one mailbox (`mailbox:support`) or one stream of sent mail
 * (`stream:newsletter`). A provider's evidence is about the address as such and always `all`.
 */
export const SCOPE_PATTERN = /^(?:all|(?:mailbox|stream):[A-Za-z0-9][A-Za-z0-9._-]{0,99})$/;

export const ALL_MAIL = 'all';

/** Under which names entries speak of a mailbox's mail: its own, as it is or in lower case, and its id, which any can be named by. */
export const scopesOfMailbox = ({ id, name }: { id: string; name: string }): string[] =>
  [name, name.toLowerCase(), id].map((called) => `mailbox:${called}`);
