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
/** A download that stalls this long will not go on. */
const IDLE_TIMEOUT_MS = 10_000;
const TOTAL_TIMEOUT_MS = 120_000;

/** A mail announced to be no larger stays in memory until it is read. Nearly every mail is, and eight take little. */
const MAX_IN_MEMORY_BYTES = 1024 * 1024;

/** Downloaded bytes, and their way into the blob store. */
export interface Downloaded {
  /** Null if there are too many for memory; then they are in the blob store only. */
  bytes: Buffer | null;
  /** Resolves when the bytes are durable. Only those who await it learn of a failure. */
  stored: Promise<StoredRaw>;
}

/** The provider's JSON, and the raw mail if available. */
export interface FetchedMail {
  email: ReceivedEmail;
  raw: Downloaded | null;
  /** Why there is no raw mail; null if there is one. */
  rawMissing: 'raw_not_offered' | 'raw_too_large' | null;
}

/** Fetches received mail: one API call, then the raw mail into the blob store. A small one can be read meanwhile. */
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

  /** Bytes of one attachment, for mail whose raw form is unavailable. */
  async fetchAttachment(url: string): Promise<Buffer> {
    const { bytes, stored } = await this.download(url);
    const { sha256 } = await stored;
    return bytes ?? this.blobs.read(sha256);
  }

  /** If the URL has expired meanwhile (403, 404, 410), asks for a fresh one, once. */
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

/** `buffer` of node:stream/consumers goes through a Blob, which costs more than the rest of a small download. */
async function inMemory(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function isExpired(error: unknown): boolean {
  return error instanceof OutboundError && error.status !== null && [403, 404, 410].includes(error.status);
}
