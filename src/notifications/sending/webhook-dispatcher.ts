import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { OutageLog } from '../../platform/outages/outage-log.js';
import { SecretSeal, SecretUnreadable } from '../../platform/secrets/secret-seal.js';
import { InRounds } from '../../platform/rounds/in-rounds.js';
import { Interrupted } from '../../platform/stopping/interrupted.js';
import { unlessAborted } from '../../platform/stopping/unless-aborted.js';
import { WebhookDelivery } from '../webhook-delivery.entity.js';
import { WebhookEndpoint } from '../webhook-endpoint.entity.js';
import { attemptDelivery } from './attempt.js';
import { expand } from './expand.js';
import { type Payload, toPayload } from './payload.js';
import { cancelPortion } from './cancel-waiting.js';
import { BREAKER_FAILURES, claimDeliveries } from './claim-deliveries.js';
import { postponeDelivery, settleDelivery } from './settle-delivery.js';
import { validSecrets } from './signing-secrets.js';

const LOOK_EVERY_MS = 500;

/** Most requests at once from this process, over all receivers. */
const MAX_IN_FLIGHT = 200;

/** Pause before a delivery that could not be signed is tried again. */
const UNSIGNED_PAUSE_S = 60;

/** Sends due deliveries, from the table alone: what a process was sending when it died, another one sends again. */
@Injectable()
export class WebhookDispatcher extends InRounds {
  private readonly inFlight = new Map<string, number>();
  private readonly sending = new Set<Promise<void>>();
  private readonly outage: OutageLog;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly config: Config,
    private readonly log: Log,
    private readonly sealing: SecretSeal,
  ) {
    const name = 'outgoing webhooks';
    super({ name, pauseMs: LOOK_EVERY_MS, log });
    this.outage = new OutageLog(log, name);
  }

  override async stop(): Promise<void> {
    await super.stop();
    await Promise.all(this.sending);
  }

  /** @returns whether it did something; then there may be more to do */
  protected async round(): Promise<boolean> {
    if (await this.sendDue()) return true;
    // what a disabling left unfinished: nobody waits for it
    return cancelPortion(this.database.manager, null);
  }

  private async sendDue(): Promise<boolean> {
    const places = MAX_IN_FLIGHT - this.sending.size;
    if (places <= 0) return false;
    const token = randomUUID();
    const ids = await claimDeliveries(this.database, token, this.inFlight, places);
    if (ids.length === 0) return false;
    const deliveries = await this.database
      .getRepository(WebhookDelivery)
      .find({ where: { id: In(ids) }, relations: { notification: true } });
    const endpoints = await this.database
      .getRepository(WebhookEndpoint)
      .findBy({ id: In(deliveries.map(({ endpointId }) => endpointId)) });
    const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
    for (const delivery of deliveries) {
      const endpoint = byId.get(delivery.endpointId);
      if (endpoint !== undefined) this.begin(delivery, endpoint, token);
    }
    return true;
  }

  private begin(delivery: WebhookDelivery, endpoint: WebhookEndpoint, token: string): void {
    this.count(endpoint.id, 1);
    const sending = this.send(delivery, endpoint, token)
      .catch((error: unknown) => this.postpone(error, delivery, token))
      .catch((error: unknown) => this.outage.note(error)) // it is sent again when its lease is over
      .finally(() => {
        this.count(endpoint.id, -1);
        this.sending.delete(sending);
        this.rounds.hurry(); // a place became free
      });
    this.sending.add(sending);
  }

  private async send(delivery: WebhookDelivery, endpoint: WebhookEndpoint, token: string): Promise<void> {
    const secrets = validSecrets(endpoint, new Date(), this.sealing);
    const payload = await this.payload(delivery, endpoint);
    const outgoing = { payload, secrets };
    const attempt = attemptDelivery(delivery, endpoint, outgoing, this.config.outboundAllowedHosts);
    const outcome = await unlessAborted(this.underWay.interruption, attempt);
    const receiver = await settleDelivery(this.database, delivery, token, outcome);
    const fields = { webhook_id: endpoint.id, delivery_id: delivery.id, status: outcome.attempt.status };
    this.log.debug({ ...fields, error: outcome.attempt.error }, 'webhook sent');
    if (receiver?.disabled) this.log.error({ ...fields, reason: receiver.disabled }, 'webhook disabled');
    else if (receiver?.consecutiveFailures === BREAKER_FAILURES)
      this.log.warn(fields, 'webhook keeps failing');
  }

  /** A delivery that could not be signed, or was interrupted, failed because of us, so the failure is not counted. */
  private async postpone(error: unknown, delivery: WebhookDelivery, token: string): Promise<void> {
    if (error instanceof Interrupted) return postponeDelivery(this.database, delivery, token, 0);
    if (!(error instanceof SecretUnreadable)) throw error;
    this.log.error(
      { webhook_id: delivery.endpointId, delivery_id: delivery.id, err: error },
      'webhook not signed',
    );
    await postponeDelivery(this.database, delivery, token, UNSIGNED_PAUSE_S);
  }

  private async payload({ notification }: WebhookDelivery, endpoint: WebhookEndpoint): Promise<Payload> {
    const payload = toPayload(notification);
    const expanded = await expand(this.database.manager, payload.data, endpoint.expand);
    return { ...payload, data: { ...payload.data, ...expanded } };
  }

  private count(endpointId: string, change: 1 | -1): void {
    const now = (this.inFlight.get(endpointId) ?? 0) + change;
    if (now > 0) this.inFlight.set(endpointId, now);
    else this.inFlight.delete(endpointId);
  }
}
