import { type Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { Config } from '../platform/config/config.js';
import { failpoint } from '../platform/failpoint.js';
import { OutboundError } from '../platform/outbound/outbound-error.js';
import { openDownload } from '../platform/outbound/outbound.js';
import { ProviderApis } from '../providers/provider-apis.js';
import type { ReceivedEmail, ReceivingApi } from '../providers/receiving.js';
import type { StoredRaw } from './inbound-emails.js';

const CONNECT_TIMEOUT_MS = 10_000;
/** A download that stands still for so long will not go on. */
const IDLE_TIMEOUT_MS = 10_000;
const TOTAL_TIMEOUT_MS = 120_000;

/** What is announced to be no larger stays in memory until it is read; nearly every mail, and eight at once are little. */
const MAX_IN_MEMORY_BYTES = 1024 * 1024;

/** What was downloaded. */
export interface Downloaded {
  /** Null when there are too many: then they lie in the blob store only. */
  bytes: Buffer | null;
  /** Resolves when it is durable. What fails is told to whoever waits for it, and to nobody else. */
  stored: Promise<StoredRaw>;
}

/** The provider's JSON, and the raw mail when it could be had. */
export interface FetchedMail {
  email: ReceivedEmail;
  raw: Downloaded | null;
  /** Why there is no raw mail; null when there is. */
  rawMissing: 'raw_not_offered' | 'raw_too_large' | null;
}

/** Fetches received mail: one API call, then the raw mail straight into the blob store. A small one can be read meanwhile. */
@Injectable()
export class MailFetcher {
  constructor(
    private readonly apis: ProviderApis,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly config: Config,
  ) {}

  async fetch(source: string, emailId: string): Promise<FetchedMail> {
    const api = this.apis.get(source).receiving;
    const email = await api.get(emailId);
    if (email.rawUrl === null) return { email, raw: null, rawMissing: 'raw_not_offered' };
    try {
      return { email, raw: await this.downloadFresh(api, email, email.rawUrl), rawMissing: null };
    } catch (error) {
      if (error instanceof OutboundError && error.code === 'too_large') {
        return { email, raw: null, rawMissing: 'raw_too_large' };
      }
      throw error;
    }
  }

  /** Bytes of one attachment, for mail whose raw form is not to be had. */
  async fetchAttachment(url: string): Promise<Buffer> {
    const { bytes, stored } = await this.download(url);
    const { sha256 } = await stored;
    return bytes ?? this.blobs.read(sha256);
  }

  /** A URL that has expired on the way (403, 404, 410) is asked for once more. */
  private async downloadFresh(api: ReceivingApi, email: ReceivedEmail, url: string): Promise<Downloaded> {
    try {
      return await this.download(url);
    } catch (error) {
      if (!isExpired(error)) throw error;
      const fresh = (await api.get(email.id)).rawUrl;
      if (fresh === null) throw error;
      return this.download(fresh);
    }
  }

  private async download(url: string): Promise<Downloaded> {
    const { headers, body } = await openDownload(url, {
      allowedHosts: this.apis.trustedHosts,
      maxBytes: this.config.maxRawBytes,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      idleTimeoutMs: IDLE_TIMEOUT_MS,
      totalTimeoutMs: TOTAL_TIMEOUT_MS,
    });
    const isSmall = Number(headers['content-length'] ?? Infinity) <= MAX_IN_MEMORY_BYTES;
    if (!isSmall) return { bytes: null, stored: Promise.resolve(await this.store(body)) };
    const bytes = await inMemory(body);
    const stored = this.store(bytes);
    stored.catch(() => undefined);
    return { bytes, stored };
  }

  private async store(mail: Readable | Buffer): Promise<StoredRaw> {
    const stored = await this.blobs.put(mail);
    failpoint('raw_stored');
    return stored;
  }
}

/** `buffer` of node:stream/consumers takes the way over a Blob, which costs more than the rest of a small download. */
async function inMemory(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function isExpired(error: unknown): boolean {
  return error instanceof OutboundError && error.status !== null && [403, 404, 410].includes(error.status);
}
