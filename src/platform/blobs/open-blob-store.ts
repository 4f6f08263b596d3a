import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config.js';
import type { BadSetting } from '../config/read-config.js';
import type { BlobStore } from './blob-store.js';
import { FileBlobStore } from './file-blob-store.js';
import { type Reprieve, reprieveBy } from './s3/reprieve.js';
import { InvalidS3Url, parseS3Url } from './s3/s3-location.js';

/**
 * The store that `STORAGE_URL` names. The S3 client is loaded only for an S3 store.
 *
 * @param database null for a caller that puts nothing
 */
export async function openBlobStore(
  { storageUrl, dataDir }: Config,
  database: DataSource | null,
): Promise<BlobStore> {
  if (!storageUrl?.startsWith('s3:')) return new FileBlobStore(storagePlace({ storageUrl, dataDir }));
  const { S3BlobStore } = await import('./s3/s3-blob-store.js');
  const reprieve = database === null ? refusePuts : reprieveBy(database);
  return new S3BlobStore(parseS3Url(storageUrl), join(dataDir, 'uploads'), reprieve);
}

const refusePuts: Reprieve = () => Promise.reject(new Error('Nothing is put without a database.'));

/** Problems of an `s3:` URL, checked at start. */
export function badStorageUrl({ storageUrl }: Config): BadSetting[] {
  try {
    if (storageUrl?.startsWith('s3:')) parseS3Url(storageUrl);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidS3Url)) throw error;
    return [{ variable: 'STORAGE_URL', reason: error.message }];
  }
}

/**
 * The folder (`file:///absolute`, or `file:relative` to the working directory at start), or the place in an S3 store.
 */
export function storagePlace({ storageUrl, dataDir }: Pick<Config, 'storageUrl' | 'dataDir'>): string {
  if (storageUrl === null) return join(dataDir, 'blobs');
  if (storageUrl.startsWith('s3:')) return storageUrl.replace(/\?.*/s, '');
  return storageUrl.startsWith('file://') ? fileURLToPath(storageUrl) : storageUrl.slice('file:'.length);
}
