/**
 * Limits of a References field, in ids and bytes: relays refuse long lines, and mail readers need the first and last
 * ids.
 */
const MAX_REFERENCES = 20;
const MAX_REFERENCES_BYTES = 900;

/** A message id that may be sent: no space, no bracket, printable ASCII (RFC 5322 §3.6.4). */
const SENDABLE_ID = /^[\x21-\x3b\x3d\x3f-\x7e]{3,250}$/;

/** Top-level domain of ids that we made up for mails without one; nobody else has seen them. */
const MADE_UP_ID = /\.invalid$/;

const REPLY_PREFIX = /^(?:re|aw|sv|antw|vs|rif|odp|ynt)\s?(?:\[\d{1,3}\])?:/i;

export function replySubject(subject: string): string {
  return REPLY_PREFIX.test(subject.trim()) ? subject.trim() : `Re: ${subject.trim()}`;
}

/**
 * In-Reply-To and References of a reply (RFC 5322 §3.6.4): the chain of the answered mail, then that mail itself. A
 * chain that is too long keeps its first id and its newest ones. Ids that cannot be sent are left out.
 */
export function threadHeaders(answered: { messageId: string; references: string[] }): Record<string, string> {
  const ids = [...answered.references, answered.messageId].filter(
    (id, index, all) => SENDABLE_ID.test(id) && !MADE_UP_ID.test(id) && all.indexOf(id) === index,
  );
  const last = ids.at(-1);
  if (last === undefined) return {};
  const references = shorten(ids.map((id) => `<${id}>`)).join(' ');
  return last === answered.messageId
    ? { 'In-Reply-To': `<${last}>`, References: references }
    : { References: references };
}

function shorten(ids: string[]): string[] {
  const [first, ...others] = ids;
  const kept: string[] = [];
  let bytes = first!.length;
  for (const id of others.reverse()) {
    bytes += 1 + id.length;
    if (kept.length + 1 >= MAX_REFERENCES || bytes > MAX_REFERENCES_BYTES) break;
    kept.unshift(id);
  }
  return [first!, ...kept];
}

/** `"Name" <address>`; the name is quoted, so that no part of it is read as an address (RFC 5322 §3.2.4). */
export function formatMailbox(name: string, address: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').trim();
  return clean === '' ? address : `"${clean.replace(/["\\]/g, '\\$&')}" <${address}>`;
}
