/**
 * The Content-IDs that a `cid:` URL may mean, the likelier first: with its escapes undone (RFC 2392 §2), then as it
 * stands, because some mailers write the id unencoded. Without `<>`; empty when the URL is another one.
 */
export function contentIdsOf(url: string): string[] {
  const reference = /^cid:(.*)$/is.exec(url)?.[1];
  if (reference === undefined) return [];
  return [withoutEscapes(reference), reference].map((id) => id.trim().replace(/^<|>$/g, ''));
}

/** `%` escapes that are no UTF-8 become U+FFFD, which is in no id. */
function withoutEscapes(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) =>
    Buffer.from(escaped.replaceAll('%', ''), 'hex').toString(),
  );
}
