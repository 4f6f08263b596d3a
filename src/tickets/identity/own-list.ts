import type { HeaderField } from '../../mail/mail.js';
import type { Sql } from '../../platform/database/sql.js';
import { leadsHere } from './sender.js';

/**
 * Whether the list that a mail came through is an address of ours. A support address is often a group (Google Groups,
 * Mailman), and then everything that customers write to it has list fields.
 */
export const isThroughOurList = (headers: HeaderField[]): Sql => leadsHere(listAddresses(headers));

/**
 * List-Post names the list's address (RFC 2369 §3.4); List-Id is that address with a dot instead of `@` (RFC 2919 §2).
 */
function listAddresses(headers: HeaderField[]): string[] {
  const first = (name: string) => headers.find((field) => field.name === name)?.value ?? '';
  const post = /<mailto:([^<>?\s]{3,320})/i.exec(first('list-post'))?.[1];
  const id = /<?([^<>\s]{3,320})>?\s*$/.exec(first('list-id'))?.[1]?.replace('.', '@');
  return [post, id].filter((address) => address !== undefined);
}
