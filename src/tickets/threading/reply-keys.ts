import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../platform/config/config.js';
import type { ReplyKeys } from './reply-address.js';

/** Injection token of `ReplyKeys`. */
export const REPLY_KEYS = Symbol('REPLY_KEYS');

/** One secret a line: the first signs. A rotation puts a new line on top. */
const FILE_NAME = 'reply-address-secrets';
const SECRET_BYTES = 32;

/**
 * REPLY_ADDRESS_SECRETS, or a secret generated at first start and kept in DATA_DIR, readable by its owner only.
 * Processes on several machines need the variable: each DATA_DIR would have a secret of its own.
 */
export async function readReplyKeys(config: Config): Promise<ReplyKeys> {
  const secrets = config.replyAddressSecrets.length > 0 ? config.replyAddressSecrets : await fromFile(config);
  const [first, ...others] = secrets.map((secret) => Buffer.from(secret));
  if (first === undefined) throw new Error(`${FILE_NAME} in DATA_DIR holds no secret.`);
  return [first, ...others];
}

async function fromFile(config: Config): Promise<string[]> {
  const file = join(config.dataDir, FILE_NAME);
  await mkdir(config.dataDir, { recursive: true });
  try {
    // 'wx': of several processes that start at once, one writes and the others read
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return [secret];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '');
  }
}
