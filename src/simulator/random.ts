import { randomInt } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A random seed, for runs that need not be repeated. */
export function anySeed(): number {
  return randomInt(2 ** 32);
}

/**
 * Repeatable randomness: one seed gives one series of ids, secrets and jitters. The generator is mulberry32, which is
 * uniform enough for ids and unfit for real secrets; a simulator has none.
 */
export class Random {
  constructor(private state: number) {}

  /** Starts the series anew. */
  reseed(seed: number): void {
    this.state = seed;
  }

  /** In [0, 1). */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => Math.floor(this.fraction() * 256)));
  }

  /** UUID version 4 (RFC 9562 §5.4). */
  uuid(): string {
    const bytes = this.bytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  /** A Svix id: `msg_` or `atmpt_` and 27 base62 characters. */
  svixId(prefix: 'msg' | 'atmpt'): string {
    const tail = Array.from({ length: 27 }, () => BASE62[Math.floor(this.fraction() * 62)]);
    return `${prefix}_${tail.join('')}`;
  }

  /** A signing secret as Svix writes it: `whsec_` and 24 bytes in base64. */
  webhookSecret(): string {
    return `whsec_${this.bytes(24).toString('base64')}`;
  }
}
