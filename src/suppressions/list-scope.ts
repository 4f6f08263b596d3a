/**
 * For which mail an entry speaks: `all`, one mailbox (`mailbox:support`) or one stream of sent mail
 * (`stream:newsletter`). A provider's evidence is about the address as such and always `all`.
 */
export const SCOPE_PATTERN = /^(?:all|(?:mailbox|stream):[A-Za-z0-9][A-Za-z0-9._-]{0,99})$/;

export const ALL_MAIL = 'all';
