import { findOnlyRecipient, readAddresses } from '../addresses.js';
import { type JsonObject, readId, readLine } from '../json.js';
import type { ProviderSuppression, ProviderSuppressionPage, SuppressionsApi } from '../suppressions.js';
import { parseTimestamp } from '../timestamps.js';
import { expected, pathId, ResendApiCaller, type ResendApiSettings } from './api-caller.js';
import { findListPage } from './list-page.js';

/** Most entries Resend puts on a page. */
const PAGE_LIMIT = 100;

/** Resend's list of addresses that it does not mail (https://resend.com/docs/api-reference/suppressions). */
export class ResendSuppressionsApi implements SuppressionsApi {
  readonly batchSize = 100;
  private readonly api: ResendApiCaller;

  constructor(settings: ResendApiSettings) {
    this.api = new ResendApiCaller(settings);
  }

  async list(after?: string): Promise<ProviderSuppressionPage> {
    const options = { limit: PAGE_LIMIT, ...(after === undefined ? {} : { after: pathId(after) }) };
    const answer = await this.api.call((signal) => this.api.client.suppressions.list(options, { signal }));
    return expected(findPage(answer));
  }

  async add(addresses: readonly string[]): Promise<void> {
    const emails = [...addresses];
    await this.api.call((signal) => this.api.client.suppressions.batch.add({ emails }, { signal }));
  }

  async remove(addresses: readonly string[]): Promise<void> {
    const emails = [...addresses];
    await this.api.call((signal) => this.api.client.suppressions.batch.remove({ emails }, { signal }));
  }
}

/** Null when it is no list that could be followed to its end. */
function findPage(answer: unknown): ProviderSuppressionPage | null {
  const page = findListPage(answer);
  if (page === null) return null;
  const suppressions = page.entries.map(findSuppression).filter((entry) => entry !== null);
  return { suppressions, after: page.after };
}

/** Null for an entry without an address: nothing can be done with it. */
function findSuppression(entry: JsonObject): ProviderSuppression | null {
  const id = readId(entry.id);
  const address = findOnlyRecipient(readAddresses(entry.email));
  if (id === null || address === null) return null;
  return {
    id,
    address,
    origin: readLine(entry.origin) ?? 'unknown',
    createdAt: parseTimestamp(entry.created_at),
  };
}
