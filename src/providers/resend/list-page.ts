import { type JsonObject, readId, readList, readObject } from '../json.js';

/** A page of one of Resend's lists. */
export interface ListPage {
  entries: JsonObject[];
  /** Id of the last entry, after which the next page begins; null on the last page. */
  after: string | null;
}

/** Reads `{object, has_more, data}`; null if it is not a list, or cannot be followed to its end. */
export function findListPage(answer: unknown): ListPage | null {
  const page = readObject(answer);
  if (!Array.isArray(page.data)) return null;
  const entries = readList(page.data).map(readObject);
  const lastId = readId(entries.at(-1)?.id);
  if (page.has_more === true && lastId === null) return null;
  return { entries, after: page.has_more === true ? lastId : null };
}
