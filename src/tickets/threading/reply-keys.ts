import type { Config } from '../../platform/config/config.js';
import { readKeptSecrets } from '../../platform/secrets/kept-secret.js';
import type { ReplyKeys } from './reply-address.js';

/** Injection token of `ReplyKeys`. */
export const REPLY_KEYS = Symbol('REPLY_KEYS');

/** One secret per line; the first signs. To rotate, put a new line on top. */
const FILE_NAME = 'reply-address-secrets';

/**
 * REPLY_ADDRESS_SECRETS, or a secret generated at first start and kept in DATA_DIR, readable by its owner only.
 * Processes on several machines need the variable, because each DATA_DIR would have its own secret.
 */
export async function readReplyKeys(config: Config): Promise<ReplyKeys> {
  const secrets =
    config.replyAddressSecrets.length > 0
      ? config.replyAddressSecrets
      : await readKeptSecrets(config.dataDir, FILE_NAME);
  const [first, ...others] = secrets.map((secret) => Buffer.from(secret));
  if (first === undefined) throw new Error(`${FILE_NAME} in DATA_DIR holds no secret.`);
  return [first, ...others];
}
