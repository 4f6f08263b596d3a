/** OID of `text` in every PostgreSQL (pg_type.dat). */
const TEXT_OID = 25;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * A `text[]` parameter in PostgreSQL's binary form (array_recv in its source): the bytes are sent unchanged. In text
 * form, every quote in every value is escaped here and unescaped there.
 *
 * @param values UTF-8; the server refuses anything else, and NUL
 */
export function textArray(values: readonly Buffer[]): Buffer {
  const size = values.reduce((sum, value) => sum + LENGTH_BYTES + value.length, HEADER_BYTES);
  const array = Buffer.allocUnsafe(size);
  let at = 0;
  const [dimensions, hasNulls, lowerBound] = [1, 0, 1];
  for (const word of [dimensions, hasNulls, TEXT_OID, values.length, lowerBound]) {
    at = array.writeInt32BE(word, at);
  }
  for (const value of values) {
    at = array.writeInt32BE(value.length, at);
    at += value.copy(array, at);
  }
  return array;
}
