import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from './authenticated-encryption.js';

/** Tells sealed text from plain text: none of our secrets contains a colon. */
const MARK = 'sealed:';
const FORM = /^sealed:([0-9a-f]{8}):([\w-]+)$/;

const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;

/** None of the configured secrets sealed it, or it was moved or changed. */
export class SecretUnreadable extends Error {}

/**
 * Encrypts the secrets in the database, so that a copy of the database does not reveal them: AES-256-GCM, keys derived
 * by HKDF-SHA-256 (RFC 5869). A sealed secret is `sealed:<id of the key>:<base64url>`.
 */
export class SecretSeal {
  private readonly keys: ReadonlyMap<string, Buffer>;

  /** @param secrets the first seals, all open */
  constructor(private readonly secrets: readonly [string, ...string[]]) {
    this.keys = new Map(secrets.map((secret) => [keyIdOf(secret), derive(secret, 'key', KEY_BYTES)]));
  }

  /** @param place table and id of the row: the secret can be opened only there */
  seal(text: string, place: string): string {
    const id = keyIdOf(this.secrets[0]);
    return `${MARK}${id}:${encrypt(text, this.keys.get(id)!, place).toString('base64url')}`;
  }

  /**
   * Text stored before secrets were sealed is returned as it is.
   *
   * @throws SecretUnreadable
   */
  open(stored: string, place: string): string {
    if (!stored.startsWith(MARK)) return stored;
    const [, id = '', sealed = ''] = FORM.exec(stored) ?? [];
    const key = this.keys.get(id);
    if (key === undefined) throw new SecretUnreadable(`No secret is configured for the key ${id}.`);
    try {
      return decrypt(Buffer.from(sealed, 'base64url'), key, place);
    } catch (error) {
      throw new SecretUnreadable(`What is stored for ${place} was changed or moved.`, { cause: error });
    }
  }

  /** Under the first secret. @throws SecretUnreadable */
  reseal(stored: string, place: string): string {
    return this.seal(this.open(stored, place), place);
  }

  /** Whether the first secret sealed it. */
  isCurrent(stored: string): boolean {
    return stored.startsWith(`${MARK}${keyIdOf(this.secrets[0])}:`);
  }
}

const keyIdOf = (secret: string): string => derive(secret, 'key id', KEY_ID_BYTES).toString('hex');

const derive = (secret: string, purpose: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `postroom secrets at rest: ${purpose}`, bytes));
