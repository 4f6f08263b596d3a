import { PermanentProviderError } from '../provider-errors.js';
import {
  type DownloadableAttachment,
  type ReceivedEmail,
  type ReceivedPage,
  type ReceivingApi,
} from '../receiving.js';
import { findAttachmentPage, findReceivedEmail, findReceivedPage } from './received-email.js';
import { expected, pathId, ResendCalls, type ResendSettings } from './resend-calls.js';

/** Most entries Resend puts on a page. */
const PAGE_LIMIT = 100;

/** Most pages of attachments read for one mail: 2,000 attachments, beyond what fits into 40 MB of mail sensibly. */
const MAX_ATTACHMENT_PAGES = 20;

/**
 * Resend's Receiving API (https://resend.com/docs/api-reference/emails/list-received-emails).
 */
export class ResendReceivingApi implements ReceivingApi {
  private readonly calls: ResendCalls;

  constructor(settings: ResendSettings) {
    this.calls = new ResendCalls(settings);
  }

  /** Asks for `cid:` references instead of inlined images: the same mail in a fraction of the bytes. */
  async get(emailId: string): Promise<ReceivedEmail> {
    const id = pathId(emailId);
    const answer = await this.calls.call((client, signal) =>
      client.emails.receiving.get(id, { html_format: 'cid' }, { signal }),
    );
    return expected(findReceivedEmail(answer));
  }

  async listAttachments(emailId: string): Promise<DownloadableAttachment[]> {
    const id = pathId(emailId);
    const attachments: DownloadableAttachment[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < MAX_ATTACHMENT_PAGES; pages++) {
      const options = { emailId: id, limit: PAGE_LIMIT, ...(after === null ? {} : { after }) };
      const answer = await this.calls.call((client, signal) =>
        client.emails.receiving.attachments.list(options, { signal }),
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
    const answer = await this.calls.call((client, signal) =>
      client.emails.receiving.list(options, { signal }),
    );
    return expected(findReceivedPage(answer));
  }

  async check(): Promise<void> {
    const answer = await this.calls.call((client, signal) =>
      client.emails.receiving.list({ limit: 1 }, { signal }),
    );
    expected(findReceivedPage(answer));
  }
}
