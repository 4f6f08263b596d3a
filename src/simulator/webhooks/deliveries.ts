import type { Agenda } from '../agenda.js';
import { type Faults, faultNumber } from '../faults.js';
import type { Plan } from '../plan.js';
import type { Random } from '../random.js';
import { makeAttempt } from './attempt.js';
import { type Delivery, newDelivery } from './delivery.js';
import type { Endpoints } from './endpoints.js';
import type { SimEvent } from './event.js';
import { post, type PostResult } from './post.js';
import { isSuccess, nextDelayS } from './schedule.js';
import { signingSecrets, type Webhook } from './webhook.js';

/** The middle of the range: no jitter. */
const NO_JITTER = 0.5;

/** How long fault `hold` delays a delivery if it does not say, s. */
const HOLD_S = 301;

/** Delivers events to endpoints: first attempt, scheduled retries, replays. */
export class Deliveries {
  /** Oldest first. */
  readonly log: Delivery[] = [];
  /** By endpoint: deliveries that fault `reorder` holds back until another event has gone first. */
  private readonly held = new Map<string, Delivery[]>();

  constructor(
    private readonly agenda: Agenda,
    private readonly random: Random,
    private readonly plan: Plan,
    private readonly faults: Faults,
    private readonly endpoints: Endpoints,
  ) {}

  /** Hands an event to every enabled endpoint that `wants` it, `times` times at once with the same id. */
  fanOut(event: SimEvent, wants: (webhook: Webhook) => boolean, times = 1): void {
    for (const webhook of this.endpoints.all().filter(wants)) {
      if (webhook.status === 'enabled') this.begin(event, webhook, times);
      else if (this.plan.log_while_disabled) giveUp(this.enter(event, webhook));
    }
  }

  private begin(event: SimEvent, webhook: Webhook, times: number): void {
    const delivery = this.enter(event, webhook);
    const place = { type: event.type };
    if (this.faults.take('drop', place)) return giveUp(delivery);
    if (this.faults.take('reorder', place)) return this.keepBack(delivery);

    delivery.heldBehind = this.held.get(webhook.id) ?? [];
    this.held.delete(webhook.id);
    const duplicate = this.faults.take('duplicate', place);
    if (duplicate) delivery.duplicatesAfterSuccess = faultNumber(duplicate, 'times', 1);
    const hold = this.faults.take('hold', place);
    const concurrent = this.faults.take('concurrent_duplicate', place);
    const copies = times - 1 + (concurrent ? faultNumber(concurrent, 'times', 1) : 0);
    this.schedule(delivery, hold ? faultNumber(hold, 'hold_s', HOLD_S) : 0);
    for (let copy = 0; copy < copies; copy += 1) this.replay(delivery);
  }

  private enter(event: SimEvent, webhook: Webhook): Delivery {
    const delivery = newDelivery(event, webhook.id);
    this.log.push(delivery);
    return delivery;
  }

  /** Makes one extra attempt at once, with the same id. If it succeeds, the schedule ends; if not, it continues. */
  replay(delivery: Delivery): void {
    this.agenda.at(this.agenda.clock.nowMs(), () => this.attemptExtra(delivery));
  }

  /** Gives up everything planned for an endpoint that was disabled or removed. */
  stop(webhookId: string): void {
    for (const delivery of this.log) {
      if (delivery.webhookId === webhookId && isOpen(delivery)) giveUp(delivery);
    }
  }

  /** How many deliveries wait for another event to overtake them. */
  heldCount(): number {
    return [...this.held.values()].reduce((sum, list) => sum + list.length, 0);
  }

  clear(): void {
    for (const delivery of this.log) giveUp(delivery);
    this.log.length = 0;
    this.held.clear();
  }

  private schedule(delivery: Delivery, delayS: number): void {
    const dueMs = this.agenda.clock.nowMs() + delayS * 1000;
    delivery.nextAttemptMs = dueMs;
    delivery.cancelNext = this.agenda.at(dueMs, () => this.attemptScheduled(delivery));
  }

  private keepBack(delivery: Delivery): void {
    this.held.set(delivery.webhookId, [...(this.held.get(delivery.webhookId) ?? []), delivery]);
  }

  private async attemptScheduled(delivery: Delivery): Promise<void> {
    delivery.nextAttemptMs = null;
    delivery.scheduledAttempts += 1;
    const webhook = this.endpoints.byId.get(delivery.webhookId);
    if (webhook?.status !== 'enabled') return giveUp(delivery);
    const result = await this.attempt(delivery, webhook);
    if (isSuccess(result)) this.succeed(delivery, webhook);
    else this.retryLater(delivery, webhook, result);
    for (const late of delivery.heldBehind.splice(0)) this.schedule(late, 0);
  }

  private async attemptExtra(delivery: Delivery): Promise<void> {
    const webhook = this.endpoints.byId.get(delivery.webhookId);
    if (!webhook) return;
    if (isSuccess(await this.attempt(delivery, webhook))) this.succeed(delivery, webhook);
  }

  private async attempt(delivery: Delivery, webhook: Webhook): Promise<PostResult> {
    const sentAt = this.agenda.clock.now();
    const signedAtMs = this.plan.sign_with === 'wall' ? Date.now() : sentAt.getTime();
    const secrets = signingSecrets(webhook, sentAt.getTime());
    const request = makeAttempt(delivery.event, secrets, signedAtMs, this.plan, this.faults);
    const result = await post(webhook.endpoint, request.headers, request.body, this.plan.attempt_timeout_ms);
    const id = this.random.svixId('atmpt');
    delivery.attempts.push({ id, sentAt, statusCode: result.statusCode, response: result.response });
    return result;
  }

  private succeed(delivery: Delivery, webhook: Webhook): void {
    delivery.status = 'success';
    delivery.nextAttemptMs = null;
    delivery.cancelNext();
    this.endpoints.noteSuccess(webhook);
    for (; delivery.duplicatesAfterSuccess > 0; delivery.duplicatesAfterSuccess -= 1) this.replay(delivery);
  }

  private retryLater(delivery: Delivery, webhook: Webhook, result: PostResult): void {
    this.endpoints.noteFailure(webhook, result.statusCode);
    if (!isOpen(delivery)) return;
    const jitter = this.plan.jitter ? this.random.fraction() : NO_JITTER;
    const control = this.plan.delivery_control ? result.control : null;
    const delayS = nextDelayS(delivery.scheduledAttempts, result, jitter);
    if (control === null && delayS !== null) {
      delivery.status = 'attempting';
      return this.schedule(delivery, delayS);
    }
    giveUp(delivery);
    if (control === 'disable') this.endpoints.disable(webhook, result.statusCode);
    else if (control === null) this.endpoints.noteExhausted(webhook, result.statusCode);
    if (webhook.status === 'disabled') this.stop(webhook.id);
  }
}

/** Whether another attempt may follow: a delivery can be given up during one (endpoint disabled, reset). */
function isOpen(delivery: Delivery): boolean {
  return delivery.status === 'pending' || delivery.status === 'attempting';
}

function giveUp(delivery: Delivery): void {
  delivery.status = 'failed';
  delivery.nextAttemptMs = null;
  delivery.cancelNext();
}
