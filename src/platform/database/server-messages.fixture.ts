/**
 * A server message: a letter, the length of the rest, the rest.
 *
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
function message(letter: string, content: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}

/** ReadyForQuery, outside a transaction. */
export const READY = message('Z', Buffer.from('I'));

/** AuthenticationOk and ReadyForQuery. */
export const GREETING = Buffer.concat([message('R', new Uint8Array(4)), READY]);

/** CommandComplete. */
export const complete = (command: string): Buffer => message('C', Buffer.from(`${command}\0`));

/** EmptyQueryResponse. */
export const EMPTY = message('I', new Uint8Array(0));

/** ErrorResponse that ends a connection, with a code from PostgreSQL's manual, appendix A. */
export const fatal = (code: string): Buffer =>
  message('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mno entry today\0\0`));

/** Terminated by an administrator. */
export const DISMISSAL = fatal('57P01');
