import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { idCursor } from '../platform/http/cursors.js';
import type { PageQuery } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { ApiKey } from './api-key.entity.js';
import { hashOf, newKeyText, prefixOf } from './key-text.js';
import { KEY_NOT_FOUND } from './problems.js';
import { type Scope, SCOPES } from './scopes.js';

/** Injection token: SHA-256 of the bootstrap key. */
export const ADMIN_KEY_HASH = Symbol('ADMIN_KEY_HASH');

/** Who calls. */
export interface Caller {
  /** `admin` for the bootstrap key. */
  keyId: string;
  scopes: readonly Scope[];
}

/** A request that the guard let through a scoped route. */
export interface CalledBy {
  caller: Caller;
}

/** `last_used_at` is written at most this often per key: a request that only asks must not wait for a commit. */
const LAST_USED_EVERY = "interval '1 minute'";

@Injectable()
export class ApiKeys {
  constructor(
    @InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>,
    @Inject(ADMIN_KEY_HASH) private readonly adminKeyHash: Buffer,
  ) {}

  /** Null when the key is unknown, revoked or has expired. Notes that it was used. */
  async find(sha256: Buffer): Promise<Caller | null> {
    if (timingSafeEqual(sha256, this.adminKeyHash)) return { keyId: 'admin', scopes: SCOPES };
    const [key] = await this.keys.query<{ id: string; scopes: Scope[] }[]>(
      `WITH found AS (
         SELECT id, scopes, last_used_at FROM api_keys
         WHERE sha256 = $1 AND (expires_at IS NULL OR expires_at > now())
       ), noted AS (
         UPDATE api_keys SET last_used_at = now() FROM found
         WHERE api_keys.id = found.id
           AND (found.last_used_at IS NULL OR found.last_used_at < now() - ${LAST_USED_EVERY})
       )
       SELECT id, scopes FROM found`,
      [sha256],
    );
    return key === undefined ? null : { keyId: key.id, scopes: key.scopes };
  }

  /** The only moment at which the key itself is known. */
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

  /** Newest first (ids are UUIDv7); one row more than asked for. */
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
