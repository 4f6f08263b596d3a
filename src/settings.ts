import { badStorageUrl } from './platform/blobs/open-blob-store.js';
import { badFailpoint } from './platform/config/bad-failpoint.js';
import type { Config } from './platform/config/config.js';
import { readConfig } from './platform/config/read-config.js';
import { badSources } from './webhooks/webhook-sources.js';

/**
 * The service's settings, also checked by every room that knows more about a setting than its form.
 *
 * @throws InvalidConfig  with everything that would stop the start
 */
export function readSettings(env: NodeJS.ProcessEnv): Readonly<Config> {
  return readConfig(env, [badSources, badStorageUrl, badFailpoint]);
}
