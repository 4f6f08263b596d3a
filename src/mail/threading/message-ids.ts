/** Ids kept from a References field: the newest are last (RFC 5322 §3.6.4), and 50 replies are a long thread. */
export const MAX_MESSAGE_IDS = 50;
/** The length of a header line (RFC 5322 §2.1.1). Anything longer is a flood, not an id. */
const MAX_ID_CHARS = 998;

/**
 * An id in brackets, or a comment, whose brackets hold no id (RFC 5322 §3.2.2): `<a@b> (Ann <ann@x> wrote)`. The text
 * after an unclosed parenthesis is matched too, so that no character is examined twice.
 */
const ID_OR_COMMENT = /<[^<>]*>|\((?:[^()\\]|\\.)*(\))?/g;
const ID = /<[^<>]*>/g;

/**
 * The message ids of a Message-ID, In-Reply-To or References field, without `<>`, in order, at most the last 50.
 * Accepts commas, missing brackets, joined ids (`<a@b><c@d>`), comments, and words between ids (`Your message of …`).
 */
export function parseMessageIds(value: string): string[] {
  const ids: string[] = [];
  const bracketed = bracketedIds(value);
  for (const token of bracketed ?? bareIds(value)) {
    const id = cleanId(token);
    if (id !== '' && id.length <= MAX_ID_CHARS) ids.push(id);
  }
  return ids.slice(-MAX_MESSAGE_IDS);
}

/** Null if there are none. Ids in comments count only if there are no others. */
function bracketedIds(value: string): string[] | null {
  const outside = [...value.matchAll(ID_OR_COMMENT)]
    .filter(([, close]) => close === undefined)
    .flatMap(([text]) => text.match(ID) ?? []);
  return outside.length > 0 ? outside : value.match(ID);
}

/** If there are no brackets: words with an `@`, or the only word. */
function bareIds(value: string): string[] {
  const words = value
    .replace(/\([^()]*\)/g, ' ')
    .split(/[\s,<>]+/)
    .filter((word) => word !== '' && word !== '@');
  const withAt = words.filter((word) => word.includes('@'));
  return withAt.length === 0 && words.length === 1 ? words : withAt;
}

/** Folding leaves white space inside an id that was never part of it; comments may be there too (RFC 5322 §4.5.4). */
function cleanId(token: string): string {
  return token
    .replace(/^<|>$/g, '')
    .replace(/\([^()]*\)/g, '')
    .replace(/\s+/g, '');
}

/**
 * The form in which ids are compared: without `<>` and surrounding white space, domain in lower case, local part
 * unchanged (RFC 5322 §3.6.4 leaves its case to the sender). Idempotent.
 */
export function normaliseMessageId(id: string): string {
  const bare = id
    .trim()
    .replace(/^<([^]*)>$/, '$1')
    .trim();
  const at = bare.lastIndexOf('@');
  return at < 0 ? bare : bare.slice(0, at + 1) + bare.slice(at + 1).toLowerCase();
}

/**
 * The id used for a mail without one: the same bytes always get the same id. `.invalid` never resolves and belongs to
 * nobody (RFC 2606 §2).
 *
 * @param sha256Hex hash of the raw mail
 */
export function syntheticMessageId(sha256Hex: string): string {
  return `${sha256Hex.toLowerCase()}@no-message-id.invalid`;
}
