/**
 * The Content-IDs that a `cid:` URL may mean, without `<>`: first with its escapes decoded (RFC 2392 §2), then as
 * written, because some mailers do not encode the id. Empty if the URL has another scheme.
 */
export function contentIdsOf(url: string): string[] {
  const reference = /^cid:(.*)$/is.exec(url)?.[1];
  if (reference === undefined) return [];
  return [withoutEscapes(reference), reference].map((id) => id.trim().replace(/^<|>$/g, ''));
}

/** `%` escapes that are not UTF-8 become U+FFFD, which no id contains. */
function withoutEscapes(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) =>
    Buffer.from(escaped.replaceAll('%', ''), 'hex').toString(),
  );
}
