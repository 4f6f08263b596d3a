import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/api-keys.js';
import { SCOPE_NOT_YOURS } from '../auth/problems.js';
import { Config } from '../platform/config/config.js';
import { returning } from '../platform/database/returning.js';
import { idCursor } from '../platform/http/cursors.js';
import type { PageQuery } from '../platform/http/page.js';
import { checkVersion } from '../platform/http/if-match.js';
import { invalid } from '../platform/http/validation.js';
import { OutboundError } from '../platform/outbound/outbound-error.js';
import { checkUrl } from '../platform/outbound/target.js';
import { Problem } from '../platform/problem/problem.js';
import { SecretSeal } from '../platform/secrets/secret-seal.js';
import { TOO_MANY_WEBHOOKS, WEBHOOK_CHANGED, WEBHOOK_NOT_FOUND } from './problems.js';
import { cancelWaiting } from './sending/cancel-waiting.js';
import { placeOf } from './sending/signing-secrets.js';
import { newSigningSecret } from './sending/signatures.js';
import { type SigningSecret, WebhookEndpoint } from './webhook-endpoint.entity.js';
import type { ChangeWebhook, CreateWebhook } from './webhook.dto.js';

/** Each costs a row and a request for everything that happens. */
const MAX_ENDPOINTS = 1_000;

/** Deliveries per statement, so that it takes well under a second. */
const LOG_PORTION = 5_000;

/** A receiver and its new secret, which is shown only now. */
export interface WithSecret {
  endpoint: WebhookEndpoint;
  secret: string;
}

/** Receivers and their secrets. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    @InjectRepository(WebhookEndpoint) private readonly endpoints: Repository<WebhookEndpoint>,
    private readonly config: Config,
    private readonly sealing: SecretSeal,
  ) {}

  /** @throws Problem webhook-not-found */
  async get(id: string, tx: EntityManager = this.endpoints.manager): Promise<WebhookEndpoint> {
    const endpoint = await tx.findOneBy(WebhookEndpoint, { id });
    if (endpoint === null) throw new Problem(WEBHOOK_NOT_FOUND, `There is no webhook ${id}.`);
    return endpoint;
  }

  /** Newest first, one row more than asked for. */
  list(query: PageQuery): Promise<WebhookEndpoint[]> {
    const after = idCursor(query.cursor);
    return this.endpoints.find({
      where: after === null ? {} : { id: LessThan(after.id) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
  }

  /** @throws Problem validation-failed, scope-not-yours, too-many-webhooks */
  async create(wanted: CreateWebhook, caller: Caller): Promise<WithSecret> {
    this.checkUrl(wanted.url);
    checkExpansion(caller, wanted.expand ?? []);
    if ((await this.endpoints.count()) >= MAX_ENDPOINTS) {
      throw new Problem(TOO_MANY_WEBHOOKS, `There are ${MAX_ENDPOINTS} already.`);
    }
    const id = uuidv7();
    const secret = newSigningSecret();
    await this.endpoints.insert({
      id,
      ...columnsOf(wanted),
      url: wanted.url,
      events: wanted.events,
      secrets: [this.sealed(secret, id)],
    });
    return { endpoint: await this.get(id), secret };
  }

  /**
   * @param seen the version that the caller has seen; null to change any version
   * @throws Problem webhook-not-found, webhook-changed, validation-failed, scope-not-yours
   */
  async change(
    id: string,
    change: ChangeWebhook,
    seen: number | null,
    caller: Caller,
  ): Promise<WebhookEndpoint> {
    if (change.url !== undefined) this.checkUrl(change.url);
    const { manager } = this.endpoints;
    if (change.enabled === true) await cancelWaiting(manager, id);
    const changed = await manager.transaction(async (tx) => {
      await tx.query('SELECT FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE', [id]);
      const before = await this.get(id, tx);
      const ledElsewhere = change.url === undefined ? [] : before.expand;
      checkExpansion(caller, change.expand ?? ledElsewhere);
      checkVersion(seen, before.version, WEBHOOK_CHANGED);
      if (change.enabled === true) await cancelWaiting(tx, id); // the few that came meanwhile
      const counted = { version: () => 'version + 1', updatedAt: () => 'now()' };
      await tx.update(WebhookEndpoint, { id }, { ...columnsOf(change), ...counted });
      return this.get(id, tx);
    });
    if (change.enabled === false) await cancelWaiting(manager, id);
    return changed;
  }

  /** The old secret also signs until the overlap ends, and earlier ones until theirs end. */
  async rotateSecret(id: string, overlapSeconds: number): Promise<WithSecret> {
    const secret = newSigningSecret();
    const until = new Date(Date.now() + overlapSeconds * 1000).toISOString();
    await this.endpoints.query(
      `UPDATE webhook_endpoints
       SET secrets = $2::jsonb || (
             SELECT coalesce(jsonb_agg(jsonb_build_object('expires_at', $3::text) || jsonb_strip_nulls(old)), '[]')
             FROM jsonb_array_elements(secrets) AS old
             WHERE old->>'expires_at' IS NULL OR (old->>'expires_at')::timestamptz > now()),
           version = version + 1, updated_at = now()
       WHERE id = $1`,
      [id, JSON.stringify([this.sealed(secret, id)]), until],
    );
    return { endpoint: await this.get(id), secret };
  }

  /**
   * Stops sending to the receiver, then deletes its log, in portions, and the receiver. While the receiver is being
   * deleted, everybody who has something to tell it waits, and a log of months is long. A repeated call continues where
   * one was interrupted.
   */
  async delete(id: string): Promise<void> {
    const { affected } = await this.endpoints.update({ id }, { isEnabled: false });
    if (affected !== 1) throw new Problem(WEBHOOK_NOT_FOUND, `There is no webhook ${id}.`);
    while ((await this.deleteDeliveries(id)) === LOG_PORTION);
    await this.endpoints.delete({ id });
  }

  private async deleteDeliveries(id: string): Promise<number> {
    const deleted = await returning(
      this.endpoints,
      `DELETE FROM webhook_deliveries WHERE id IN (
         SELECT id FROM webhook_deliveries WHERE endpoint_id = $1 LIMIT ${LOG_PORTION})
       RETURNING id`,
      [id],
    );
    return deleted.length;
  }

  private sealed(secret: string, id: string): SigningSecret {
    return { secret: this.sealing.seal(secret, placeOf(id)), expires_at: null };
  }

  private checkUrl(url: string): void {
    try {
      checkUrl(url, this.config.outboundAllowedHosts);
    } catch (error) {
      if (error instanceof OutboundError) throw invalid('url', error.message);
      throw error;
    }
  }
}

/**
 * Expanded objects are sent as `tickets:read` shows them: without that scope nobody may request them, or set the URL
 * that they go to.
 *
 * @throws Problem scope-not-yours
 */
function checkExpansion({ scopes }: Caller, expand: readonly string[]): void {
  if (expand.length === 0 || scopes.includes('tickets:read')) return;
  throw new Problem(SCOPE_NOT_YOURS, 'Your key lacks tickets:read, without which nothing can be expanded.');
}

/** Enabling gives a clean start; disabling by hand is recorded as the reason. */
function columnsOf(change: ChangeWebhook): Partial<WebhookEndpoint> {
  const { url, events, expand, description, enabled, simple_signature: signsSimply } = change;
  return {
    ...(url !== undefined && { url }),
    ...(events !== undefined && { events }),
    ...(expand !== undefined && { expand }),
    ...(description !== undefined && { description }),
    ...(signsSimply !== undefined && { signsSimply }),
    ...(enabled === false && { isEnabled: false, disabledReason: 'by_request' }),
    ...(enabled === true && {
      isEnabled: true,
      disabledReason: null,
      consecutiveFailures: 0,
      failingSince: null,
      warnedAt: null,
      pausedUntil: null,
    }),
  };
}
