import { createHmac } from 'node:crypto';

/**
 * Hashes by which something is recognised that is not kept: without the key nobody can try addresses against them
 * (HMAC-SHA-256).
 */
export class KeyedHash {
  constructor(private readonly key: string) {}

  /** @param kind keeps equal texts of different kinds apart */
  of(kind: string, text: string): string {
    return createHmac('sha256', this.key).update(`${kind}\0${text}`).digest('hex');
  }
}
