import { createHash } from 'node:crypto';
import { findOnlyRecipient, readAddresses } from '../addresses.js';
import { type JsonObject, readId, readLine, readObject } from '../json.js';
import type { ProviderSuppression, ProviderSuppressionPage, SuppressionsApi } from '../suppressions.js';
import { NotFoundYet } from '../provider-errors.js';
import { parseTimestamp } from '../timestamps.js';
import { expected, pathId, ResendApiCaller, type ResendApiSettings } from './api-caller.js';
import { findListPage } from './list-page.js';

/** Most entries Resend puts on a page. */
const PAGE_LIMIT = 100;

/** Resend's list of addresses that it does not mail (https://resend.com/docs/api-reference/suppressions). */
export class ResendSuppressionsApi implements SuppressionsApi {
  readonly batchSize = 100;
  readonly account: string;
  private readonly api: ResendApiCaller;

  constructor(settings: ResendApiSettings) {
    this.api = new ResendApiCaller(settings);
    const { baseUrl, apiKey } = settings;
    this.account = createHash('sha256')
      .update(`${baseUrl ?? ''} ${apiKey}`)
      .digest('hex');
  }

  async list(after?: string): Promise<ProviderSuppressionPage> {
    const options = { limit: PAGE_LIMIT, ...(after === undefined ? {} : { after: pathId(after) }) };
    const answer = await this.api.call((signal) => this.api.client.suppressions.list(options, { signal }));
    return expected(findPage(answer));
  }

  async has(address: string): Promise<boolean> {
    try {
      const answer = await this.api.call((signal) => this.api.client.suppressions.get(address, { signal }));
      expected(readId(readObject(answer).id));
      return true;
    } catch (error) {
      if (error instanceof NotFoundYet) return false;
      throw error;
    }
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

/**
 * Null if it is not a list, cannot be followed to its end, or has a malformed entry: an entry that cannot be read would
 * look like one that was removed.
 */
function findPage(answer: unknown): ProviderSuppressionPage | null {
  const page = findListPage(answer);
  if (page === null || !page.entries.every(isEntry)) return null;
  const suppressions = page.entries.map(findSuppression).filter((entry) => entry !== null);
  return { suppressions, after: page.after };
}

const isEntry = ({ id, email }: JsonObject): boolean => readId(id) !== null && typeof email === 'string';

/** Null if the entry's address is not an address: no mail goes there. */
function findSuppression({ id, email, origin, created_at }: JsonObject): ProviderSuppression | null {
  const address = findOnlyRecipient(readAddresses(email));
  if (address === null) return null;
  return {
    id: readId(id)!,
    address,
    origin: readLine(origin) ?? 'unknown',
    createdAt: parseTimestamp(created_at),
  };
}
