import type { HeaderField } from '../../mail/mail.js';
import type { Sql } from '../../platform/database/sql.js';
import { leadsHere } from './sender.js';

/**
 * Whether the list that a mail came through is an address of ours. A support address often is a group itself (Google
 * Groups, Mailman): then all that customers write to it carries the fields of a list.
 */
export const isThroughOurList = (headers: HeaderField[]): Sql => leadsHere(listAddresses(headers));

/** List-Post names the list's address (RFC 2369 §3.4); List-Id is that address with a dot for the `@` (RFC 2919 §2). */
function listAddresses(headers: HeaderField[]): string[] {
  const first = (name: string) => headers.find((field) => field.name === name)?.value ?? '';
  const post = /<mailto:([^<>?\s]{3,320})/i.exec(first('list-post'))?.[1];
  const id = /<?([^<>\s]{3,320})>?\s*$/.exec(first('list-id'))?.[1]?.replace('.', '@');
  return [post, id].filter((address) => address !== undefined);
}
