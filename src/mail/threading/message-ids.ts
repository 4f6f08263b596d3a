/** Ids kept of a References field: the newest stand last (RFC 5322 §3.6.4), and 50 replies are a long thread. */
export const MAX_MESSAGE_IDS = 50;
/** Longer than a header line may be (RFC 5322 §2.1.1): no id, but a flood. */
const MAX_ID_CHARS = 998;

/**
 * An id in brackets, or a comment, in which brackets hold no id (RFC 5322 §3.2.2): `<a@b> (Ann <ann@x> wrote)`. What
 * follows a parenthesis that never closes is matched too, so that no character is looked at twice.
 */
const ID_OR_COMMENT = /<[^<>]*>|\((?:[^()\\]|\\.)*(\))?/g;
const ID = /<[^<>]*>/g;

/**
 * The message ids of a Message-ID, In-Reply-To or References field, without `<>`, in their order, at most the last 50.
 * Kind to commas, missing brackets, glued ids (`<a@b><c@d>`), comments and words between them (`Your message of …`).
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

/** Null when there are none. Ids in comments count when they are all there is. */
function bracketedIds(value: string): string[] | null {
  const outside = [...value.matchAll(ID_OR_COMMENT)]
    .filter(([, close]) => close === undefined)
    .flatMap(([text]) => text.match(ID) ?? []);
  return outside.length > 0 ? outside : value.match(ID);
}

/** Without any brackets: words with an `@`, or the only word. */
function bareIds(value: string): string[] {
  const words = value
    .replace(/\([^()]*\)/g, ' ')
    .split(/[\s,<>]+/)
    .filter((word) => word !== '' && word !== '@');
  const withAt = words.filter((word) => word.includes('@'));
  return withAt.length === 0 && words.length === 1 ? words : withAt;
}

/** Folding leaves white space inside of an id that was never part of it; comments may stand there (RFC 5322 §4.5.4). */
function cleanId(token: string): string {
  return token
    .replace(/^<|>$/g, '')
    .replace(/\([^()]*\)/g, '')
    .replace(/\s+/g, '');
}

/**
 * The form in which ids are compared: without `<>` and white space around it, domain in lower case, local part as it
 * is (RFC 5322 §3.6.4 leaves its case to the sender). Idempotent.
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
 * The id that stands for a mail without one: the same bytes always get the same id. `.invalid` never resolves and is
 * nobody's (RFC 2606 §2).
 *
 * @param sha256Hex hash of the raw mail
 */
export function syntheticMessageId(sha256Hex: string): string {
  return `${sha256Hex.toLowerCase()}@no-message-id.invalid`;
}
