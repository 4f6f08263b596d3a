import { Resend } from 'resend';
import { readId } from '../json.js';
import { PermanentProviderError, TransientProviderError } from '../provider-errors.js';
import { RateBudget } from '../rate-budget.js';
import {
  type DownloadableAttachment,
  type ListedAnnouncement,
  type ReceivedEmail,
  type ReceivedPage,
  type ReceivedSummary,
  type ReceivingApi,
} from '../receiving.js';
import { announcementOf } from './announcement.js';
import { type FailedAnswer, toProviderError } from './api-errors.js';
import { findAttachmentPage, findReceivedEmail, findReceivedPage } from './received-email.js';

export const RESEND_API_URL = 'https://api.resend.com';

/** Longest wait for one answer. Resend gives no figure; its answers take well under a second. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Most entries Resend puts on a page. */
const PAGE_LIMIT = 100;

/** Most pages of attachments read for one mail: 2,000 attachments, beyond what fits into 40 MB of mail sensibly. */
const MAX_ATTACHMENT_PAGES = 20;

export interface ResendReceivingApiSettings {
  apiKey: string;
  /** Default `RESEND_API_URL`. Always passed on, so that the SDK does not look into the environment. */
  baseUrl?: string;
  /** Shared by all that use the same team's keys. */
  budget?: RateBudget;
  requestTimeoutMs?: number;
}

/** What every method of the SDK resolves to; it does not reject. Some of its types leave `headers` out. */
type SdkAnswer = { data: unknown } & Pick<FailedAnswer, 'error'> & Partial<Pick<FailedAnswer, 'headers'>>;

/**
 * Resend's Receiving API (https://resend.com/docs/api-reference/emails/list-received-emails) by the `resend` SDK,
 * which sends one request a call and has neither time limit nor retries nor rate limit of its own.
 */
export class ResendReceivingApi implements ReceivingApi {
  private readonly client: Resend;
  private readonly budget: RateBudget;
  private readonly requestTimeoutMs: number;

  constructor(settings: ResendReceivingApiSettings) {
    const baseUrl = (settings.baseUrl ?? RESEND_API_URL).replace(/\/$/, '');
    this.client = new Resend(settings.apiKey, { baseUrl, userAgent: 'postroom' });
    this.budget = settings.budget ?? new RateBudget();
    this.requestTimeoutMs = settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  }

  /** Asks for `cid:` references instead of inlined images: the same mail in a fraction of the bytes. */
  async get(emailId: string): Promise<ReceivedEmail> {
    const id = pathId(emailId);
    const answer = await this.call((signal) =>
      this.client.emails.receiving.get(id, { html_format: 'cid' }, { signal }),
    );
    return expected(findReceivedEmail(answer));
  }

  async listAttachments(emailId: string): Promise<DownloadableAttachment[]> {
    const id = pathId(emailId);
    const attachments: DownloadableAttachment[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < MAX_ATTACHMENT_PAGES; pages++) {
      const options = { emailId: id, limit: PAGE_LIMIT, ...(after === null ? {} : { after }) };
      const answer = await this.call((signal) =>
        this.client.emails.receiving.attachments.list(options, { signal }),
      );
      const page = expected(findAttachmentPage(answer));
      attachments.push(...page.attachments);
      if (page.after === null) return attachments;
      after = page.after;
    }
    throw new PermanentProviderError(`Resend lists more than ${MAX_ATTACHMENT_PAGES} pages of attachments`);
  }

  async list(after?: string): Promise<ReceivedPage> {
    const options = { limit: PAGE_LIMIT, ...(after === undefined ? {} : { after: pathId(after) }) };
    const answer = await this.call((signal) => this.client.emails.receiving.list(options, { signal }));
    return expected(findReceivedPage(answer));
  }

  announce(email: ReceivedSummary): ListedAnnouncement {
    return announcementOf(email);
  }

  async check(): Promise<void> {
    const answer = await this.call((signal) => this.client.emails.receiving.list({ limit: 1 }, { signal }));
    expected(findReceivedPage(answer));
  }

  private async call(request: (signal: AbortSignal) => Promise<SdkAnswer>): Promise<unknown> {
    await this.budget.take();
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
    if (failure instanceof TransientProviderError && failure.rateLimited && failure.retryAfterMs !== null) {
      this.budget.pauseFor(failure.retryAfterMs);
    }
    throw failure;
  }
}

/** Ids go into a URL path unescaped, so only such as Resend could have made are let through. */
function pathId(id: string): string {
  const safe = readId(id);
  if (safe === null) throw new PermanentProviderError('The e-mail id is malformed');
  return safe;
}

/** An answer of 200 with other JSON than documented: a proxy's, or a half-broken day. */
function expected<T>(read: T | null): T {
  if (read === null) throw new TransientProviderError('Resend answered with unexpected JSON');
  return read;
}
