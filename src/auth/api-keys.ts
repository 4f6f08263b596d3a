import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { idCursor } from '../platform/http/cursors.js';
import type { PageQuery } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { ApiKey } from './api-key.entity.js';
import { hashOf, newKeyText, prefixOf, type PresentedKey } from './key-text.js';
import { KEY_NOT_FOUND } from './problems.js';
import { type Scope, SCOPES } from './scopes.js';
import { withDigest } from './with-digest.js';

/** Injection token: SHA-256 of the bootstrap key. */
export const ADMIN_KEY_HASH = Symbol('ADMIN_KEY_HASH');

export interface Caller {
  /** `admin` for the bootstrap key. */
  keyId: string;
  scopes: readonly Scope[];
}

/** A request that passed the guard of a scoped route. */
export interface CalledBy {
  caller: Caller;
}

/** `last_used_at` is written at most this often per key: a request that only reads must not wait for a commit. */
const LAST_USED_EVERY = "interval '1 minute'";

/** A key with the same prefix as the presented one. */
interface Candidate {
  id: string;
  scopes: Scope[];
  sha256: Buffer;
  /** Its use has not been recorded recently. */
  is_unnoted: boolean;
}

@Injectable()
export class ApiKeys {
  constructor(
    @InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>,
    @Inject(ADMIN_KEY_HASH) private readonly adminKeyHash: Buffer,
  ) {}

  /**
   * Null if the key is unknown, revoked or expired. Records its use. Keys are found by the prefix, which is not secret,
   * and compared by `withDigest`: an unknown prefix takes the same steps as a known one.
   */
  async find({ prefix, sha256 }: PresentedKey): Promise<Caller | null> {
    if (timingSafeEqual(sha256, this.adminKeyHash)) return { keyId: 'admin', scopes: SCOPES };
    const candidates = await this.keys.query<Candidate[]>(
      `SELECT id, scopes, sha256, last_used_at IS NULL OR last_used_at < now() - ${LAST_USED_EVERY} AS is_unnoted
       FROM api_keys WHERE prefix = $1 AND (expires_at IS NULL OR expires_at > now())`,
      [prefix],
    );
    const key = withDigest(candidates, sha256);
    if (key === null) return null;
    if (key.is_unnoted) await this.keys.update({ id: key.id }, { lastUsedAt: () => 'now()' });
    return { keyId: key.id, scopes: key.scopes };
  }

  /** Only now is the key itself known. */
  async create(wanted: {
    name: string;
    scopes: Scope[];
    expiresAt: Date | null;
  }): Promise<{ key: ApiKey; text: string }> {
    const text = newKeyText();
    const key = this.keys.create({
      id: uuidv7(),
      ...wanted,
      prefix: prefixOf(text),
      sha256: hashOf(text),
      createdAt: new Date(),
      lastUsedAt: null,
    });
    await this.keys.insert(key);
    return { key, text };
  }

  /** Newest first (ids are UUIDv7); one row more than requested. */
  list(query: PageQuery): Promise<ApiKey[]> {
    const after = idCursor(query.cursor);
    return this.keys.find({
      where: after === null ? {} : { id: LessThan(after.id) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
  }

  /** Takes effect with the next request on every node: keys are looked up each time. */
  async revoke(id: string): Promise<void> {
    const { affected } = await this.keys.delete({ id });
    if (affected !== 1) throw new Problem(KEY_NOT_FOUND, `There is no API key ${id}.`);
  }
}
