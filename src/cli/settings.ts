import { badStorageUrl } from '../platform/blobs/open-blob-store.js';
import { badFailpoint } from '../platform/config/bad-failpoint.js';
import type { Config } from '../platform/config/config.js';
import { InvalidConfig, readConfig } from '../platform/config/read-config.js';
import { badSources } from '../webhooks/webhook-sources.js';

/** The service's settings. Those that would stop its start are told by name, and end the command with status 1. */
export function settings(): Readonly<Config> {
  try {
    return readConfig(process.env, [badSources, badStorageUrl, badFailpoint]);
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
