import { Inject, Injectable } from '@nestjs/common';
import type { Claim } from '../inbox/claim.js';
import { Parked, Unprocessable } from '../inbox/inbox-errors.js';
import type { InboxEvent } from '../inbox/inbox-event.entity.js';
import { readAgain } from '../inbox/read-again.js';
import type { MailAttachment } from '../mail/mail.js';
import { cleanFilename, NAMELESS } from '../mail/parse/filename.js';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { Log } from '../platform/logging/log.js';
import { ProviderApis } from '../providers/provider-apis.js';
import { NotFoundYet } from '../providers/provider-errors.js';
import type { ReceivedMetadata } from '../providers/provider.js';
import type { ReceivedEmail } from '../providers/receiving.js';
import { Providers } from '../providers/registry.js';
import type { Authentication } from '../tickets/identity/authentication.js';
import { HANDED_IN, type HandedInPayload } from './handed-in.js';
import type { Begun, StoredRaw } from './inbound-emails.js';
import { mailFromJson, mailFromMetadata } from './mail-from-json.js';
import { MailFetcher } from './mail-fetcher.js';
import type { ReaderTask } from './reader/reader-task.js';

/** How long an announced mail may be unknown to the provider's API before it counts as gone. */
const NOT_FOUND_PATIENCE_MS = 10 * 60 * 1000;

/** A mail ready to be read. */
export interface ObtainedMail {
  task: ReaderTask;
  /** Resolves when the raw mail is durable; nothing may be filed before. Null if there is no raw mail. */
  raw: Promise<StoredRaw> | null;
  authentication: Authentication | null;
  /** Why the raw mail is missing; null if it is there. */
  rawMissing: string | null;
  /** True if it was downloaded just now, so that downloading it again may help. */
  isFresh: boolean;
}

/** An obtained mail, and the recipients that the provider or the envelope names: Bcc and forwarded mail too. */
export type AddressedMail = ObtainedMail & { recipients: string[]; reversePath: string | null };

/** Gets a mail from the blob store, from the provider, or from what little else is known about it. */
@Injectable()
export class MailSource {
  constructor(
    private readonly providers: Providers,
    private readonly fetcher: MailFetcher,
    private readonly apis: ProviderApis,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly log: Log,
  ) {}

  async obtain(claim: Claim, begun: Begun): Promise<AddressedMail> {
    const { event } = claim;
    if (event.source === HANDED_IN) return this.handedIn(event);
    const told = readAgain(this.providers, event);
    const mail = await this.fromProvider(claim, begun, told.received);
    return { ...mail, recipients: told.recipients, reversePath: null };
  }

  private async handedIn(event: InboxEvent): Promise<AddressedMail> {
    const { raw, envelope } = JSON.parse(event.payload) as HandedInPayload;
    const { recipients, reverse_path: reversePath } = envelope;
    return { ...(await this.stored(raw, null)), recipients, reversePath };
  }

  private async fromProvider(
    claim: Claim,
    { kept, filed }: Begun,
    told: ReceivedMetadata | null,
  ): Promise<ObtainedMail> {
    const { source } = claim.event;
    const here = kept ?? filed;
    // absent: retention removed it after the event was finished
    if (here !== null && (await this.blobs.has(here.sha256))) {
      return this.stored(here, kept?.authentication ?? null);
    }
    if (this.apis.isOffered(source)) return this.fetch(claim, told);
    return fromWebhook(source, told);
  }

  private async stored(
    { sha256, size }: StoredRaw,
    authentication: Authentication | null,
  ): Promise<ObtainedMail> {
    const task = { raw: await this.blobs.read(sha256) };
    const raw = Promise.resolve({ sha256, size });
    return { task, raw, authentication, rawMissing: null, isFresh: false };
  }

  private async fetch({ event, waitedMs }: Claim, told: ReceivedMetadata | null): Promise<ObtainedMail> {
    if (event.emailId === null)
      throw new Unprocessable('email_id_missing', 'The event does not name its mail.');
    try {
      const { email: received, raw, rawMissing } = await this.fetcher.fetch(event.source, event.emailId);
      if (raw === null) return await this.fromParts(event.source, received, rawMissing ?? 'raw_not_offered');
      // a copy: the reader takes over its bytes while these are still being stored
      const bytes =
        raw.bytes === null ? await this.blobs.read((await raw.stored).sha256) : new Uint8Array(raw.bytes);
      const { authentication } = received;
      return { task: { raw: bytes }, raw: raw.stored, authentication, rawMissing: null, isFresh: true };
    } catch (error) {
      const isGone = error instanceof NotFoundYet && waitedMs > NOT_FOUND_PATIENCE_MS;
      if (!isGone || told === null) throw error;
      this.log.warn({ event_id: event.id, email_id: event.emailId }, 'mail is gone at the provider');
      return fromMetadata(told, 'mail_gone');
    }
  }

  private async fromParts(
    source: string,
    received: ReceivedEmail,
    rawMissing: string,
  ): Promise<ObtainedMail> {
    const attachments: MailAttachment[] = [];
    if (received.attachments.length > 0) {
      for (const listed of await this.apis.get(source).receiving.listAttachments(received.id)) {
        if (listed.downloadUrl === null) continue;
        attachments.push({
          filename: cleanFilename(listed.filename ?? '') || NAMELESS,
          originalFilename: listed.filename,
          contentType: listed.contentType ?? 'application/octet-stream',
          contentId: listed.contentId,
          inline: listed.contentId !== null && (received.html ?? '').includes(`cid:${listed.contentId}`),
          content: await this.fetcher.fetchAttachment(listed.downloadUrl),
        });
      }
    }
    const parsed = mailFromJson(received, attachments, rawMissing);
    return {
      task: { parsed },
      raw: null,
      authentication: received.authentication,
      rawMissing,
      isFresh: false,
    };
  }
}

/**
 * For a sender without an API for received mail, the webhook is all there is. Without content the event is parked: the
 * mail itself can be handed in at `POST /v1/inbound`.
 */
function fromWebhook(source: string, told: ReceivedMetadata | null): ObtainedMail {
  if (told === null || (told.text ?? told.html) === null) {
    throw new Parked(
      'content_not_fetchable',
      `The webhook brought no content, and mail cannot be fetched from ${source}. Hand it in at POST /v1/inbound.`,
    );
  }
  return fromMetadata(told, 'raw_not_offered');
}

function fromMetadata(told: ReceivedMetadata, rawMissing: string): ObtainedMail {
  const parsed = mailFromMetadata(told, rawMissing);
  if (told.attachments.length > 0) parsed.defects.push('attachments_missing');
  return { task: { parsed }, raw: null, authentication: null, rawMissing, isFresh: false };
}
