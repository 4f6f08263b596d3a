import { readBracketedId, readId, readObject } from '../json.js';
import type { OutgoingFile, OutgoingMail, SendingApi } from '../sending.js';
import { expected, pathId, ResendApiCaller, type ResendApiSettings } from './api-caller.js';

/** Resend's sending API (https://resend.com/docs/api-reference/emails/send-email). */
export class ResendSendingApi implements SendingApi {
  private readonly api: ResendApiCaller;

  constructor(settings: ResendApiSettings) {
    this.api = new ResendApiCaller(settings);
  }

  async send(mail: OutgoingMail, idempotencyKey: string): Promise<{ emailId: string }> {
    const { from, to, subject, text, headers } = mail;
    const request = {
      ...{ from, to, subject, text, headers },
      ...(mail.cc.length > 0 && { cc: mail.cc }),
      ...(mail.replyTo.length > 0 && { replyTo: mail.replyTo }),
      ...(mail.html !== null && { html: mail.html }),
      ...(Object.keys(mail.tags).length > 0 && { tags: toTags(mail.tags) }),
      ...(mail.files.length > 0 && { attachments: mail.files.map(toAttachment) }),
    };
    const answer = await this.api.call((signal) =>
      this.api.client.emails.send(request, { idempotencyKey, signal }),
    );
    return { emailId: expected(readId(readObject(answer).id)) };
  }

  /** The servers behind Resend assign `message_id` a moment after the mail was accepted. */
  async findMessageId(emailId: string): Promise<string | null> {
    const id = pathId(emailId);
    const answer = await this.api.call((signal) => this.api.client.emails.get(id, { signal }));
    return readBracketedId(readObject(answer).message_id);
  }
}

const toTags = (tags: Record<string, string>) =>
  Object.entries(tags).map(([name, value]) => ({ name, value }));

function toAttachment({ filename, contentType, content }: OutgoingFile) {
  return { filename, contentType, content: content.toString('base64') };
}
