import { PermanentProviderError } from '../provider-errors.js';
import {
  type DownloadableAttachment,
  type ListedAnnouncement,
  type ReceivedEmail,
  type ReceivedPage,
  type ReceivedSummary,
  type ReceivingApi,
} from '../receiving.js';
import { announcementOf } from './announcement.js';
import { expected, pathId, ResendApiCaller, type ResendApiSettings } from './api-caller.js';
import { findAttachmentPage, findReceivedEmail, findReceivedPage } from './received-email.js';

/** Most entries Resend puts on a page. */
const PAGE_LIMIT = 100;

/** Most pages of attachments read for one mail: 2,000 attachments, more than 40 MB of mail can sensibly hold. */
const MAX_ATTACHMENT_PAGES = 20;

/**
 * Resend's Receiving API (https://resend.com/docs/api-reference/emails/list-received-emails), through the `resend` SDK.
 */
export class ResendReceivingApi implements ReceivingApi {
  private readonly api: ResendApiCaller;

  constructor(settings: ResendApiSettings) {
    this.api = new ResendApiCaller(settings);
  }

  /** Asks for `cid:` references instead of inlined images: the same mail in a fraction of the bytes. */
  async get(emailId: string): Promise<ReceivedEmail> {
    const id = pathId(emailId);
    const answer = await this.api.call((signal) =>
      this.api.client.emails.receiving.get(id, { html_format: 'cid' }, { signal }),
    );
    return expected(findReceivedEmail(answer));
  }

  async listAttachments(emailId: string): Promise<DownloadableAttachment[]> {
    const id = pathId(emailId);
    const attachments: DownloadableAttachment[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < MAX_ATTACHMENT_PAGES; pages++) {
      const options = { emailId: id, limit: PAGE_LIMIT, ...(after === null ? {} : { after }) };
      const answer = await this.api.call((signal) =>
        this.api.client.emails.receiving.attachments.list(options, { signal }),
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
    const answer = await this.api.call((signal) =>
      this.api.client.emails.receiving.list(options, { signal }),
    );
    return expected(findReceivedPage(answer));
  }

  announce(email: ReceivedSummary): ListedAnnouncement {
    return announcementOf(email);
  }
}
