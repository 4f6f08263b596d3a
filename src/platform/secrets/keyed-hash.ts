import { createHmac } from 'node:crypto';

/**
 * Hashes that recognise something without storing it: without the key nobody can test addresses against them
 * (HMAC-SHA-256).
 */
export class KeyedHash {
  constructor(private readonly key: string) {}

  /** @param kind keeps equal texts of different kinds apart */
  of(kind: string, text: string): string {
    return createHmac('sha256', this.key).update(`${kind}\0${text}`).digest('hex');
  }
}
