import { Resend } from 'resend';
import {
  PermanentProviderError,
  type ProviderError,
  QuotaUsedUp,
  TransientProviderError,
} from '../provider-errors.js';
import { readId } from '../json.js';
import type { RequestBudget } from '../request-budget.js';
import { type FailedAnswer, toProviderError } from './api-errors.js';

export const RESEND_API_URL = 'https://api.resend.com';

/** Longest wait for one answer. Resend documents none; its answers take well under a second. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface ResendApiSettings {
  apiKey: string;
  /** Null for `RESEND_API_URL`. Always passed to the SDK, so that it does not look into the environment. */
  baseUrl: string | null;
  /** Shared by everything that uses the same team's keys; without one, requests are sent at once. */
  budget?: RequestBudget;
  requestTimeoutMs?: number;
}

/** What every method of the SDK resolves to, instead of rejecting. Some of its types leave out `headers`. */
export type SdkAnswer = { data: unknown } & Pick<FailedAnswer, 'error'> &
  Partial<Pick<FailedAnswer, 'headers'>>;

/**
 * Calls Resend through its SDK, which sends one request per call and has no time limit, retries or rate limit of its
 * own.
 */
export class ResendApiCaller {
  readonly client: Resend;
  private readonly budget: RequestBudget | undefined;
  private readonly requestTimeoutMs: number;

  constructor(settings: ResendApiSettings) {
    const baseUrl = (settings.baseUrl ?? RESEND_API_URL).replace(/\/$/, '');
    this.client = new Resend(settings.apiKey, { baseUrl, userAgent: 'postroom' });
    this.budget = settings.budget;
    this.requestTimeoutMs = settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  }

  /** @returns the answer's `data` */
  async call(request: (signal: AbortSignal) => Promise<SdkAnswer>): Promise<unknown> {
    await this.budget?.take();
    const signal = AbortSignal.timeout(this.requestTimeoutMs);
    const {
      data,
      error,
      headers = null,
    } = await request(signal).catch((cause: unknown) => {
      throw new TransientProviderError('Resend could not be asked', { cause });
    });
    if (error === null && data !== null) return data;
    const failure = toProviderError({ error, headers }, signal.aborted);
    const pauseMs = pauseOfAll(failure);
    if (pauseMs !== null) await this.budget?.pauseFor(pauseMs);
    throw failure;
  }
}

/** How long nobody may call after a failure; null if it concerns only its own request. */
function pauseOfAll(failure: ProviderError): number | null {
  if (!(failure instanceof TransientProviderError) || failure instanceof QuotaUsedUp) return null;
  return failure.rateLimited ? failure.retryAfterMs : null;
}

/** Ids go into a URL path unescaped, so only those that Resend could have made may pass. */
export function pathId(id: string): string {
  const safe = readId(id);
  if (safe === null) throw new PermanentProviderError('The e-mail id is malformed');
  return safe;
}

/** Rejects an answer of 200 whose JSON is not the documented one, as from a proxy or during an outage. */
export function expected<T>(read: T | null): T {
  if (read === null) throw new TransientProviderError('Resend answered with unexpected JSON');
  return read;
}
