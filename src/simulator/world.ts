import { Agenda } from './agenda.js';
import { VirtualClock } from './clock.js';
import { Faults } from './faults.js';
import { defaultPlan, type Plan } from './plan.js';
import { Quota } from './quota.js';
import { anySeed, Random } from './random.js';
import type { ReceivedMail } from './received/received-mail.js';
import type { IdempotentAnswer } from './sending/idempotency.js';
import type { SentMail } from './sending/sent-mail.js';
import { SuppressionList } from './sending/suppression-list.js';
import { Deliveries } from './webhooks/deliveries.js';
import { Emitter } from './webhooks/emitter.js';
import { Endpoints } from './webhooks/endpoints.js';

/** Days of virtual time after which mails and events are gone (resend.com/docs: account quotas and limits). */
const RETENTION_DAYS = 30;
const DAY_MS = 86_400_000;

/** Everything the simulator knows: one account, in memory only. */
export class World {
  readonly clock = new VirtualClock();
  readonly agenda = new Agenda(this.clock);
  readonly plan: Plan = defaultPlan();
  readonly random: Random;
  readonly faults: Faults;
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly emitter: Emitter;
  readonly quota: Quota;
  readonly suppressions: SuppressionList;

  /** Oldest first, by id. */
  readonly received = new Map<string, ReceivedMail>();
  /** Oldest first, by id. */
  readonly sent = new Map<string, SentMail>();
  /** By route and Idempotency-Key. */
  readonly idempotent = new Map<string, IdempotentAnswer>();
  /** Calls by `METHOD /route/:id`, downloads by `GET /_cdn/…`. */
  readonly calls = new Map<string, number>();
  /** Requests counted in the current second. */
  readonly rateWindow = { second: 0, used: 0 };

  /** URL at which the REST face listens, without a trailing slash; set once it does. */
  baseUrl = '';
  /** Key of the signed URLs. A reset makes a new one, so that old URLs end with their mails. */
  urlKey: Buffer;

  constructor(readonly seed: number = anySeed()) {
    this.random = new Random(seed);
    this.faults = new Faults(this.clock, this.random);
    this.endpoints = new Endpoints(this.clock, this.random);
    this.deliveries = new Deliveries(this.agenda, this.random, this.plan, this.faults, this.endpoints);
    this.emitter = new Emitter(this.clock, this.random, this.plan, this.faults, this.deliveries);
    this.quota = new Quota(this.clock, this.plan);
    this.suppressions = new SuppressionList(this.clock, this.random, this.emitter);
    this.urlKey = this.random.bytes(32);
  }

  /** Returns to an account in which nothing has happened; the clock shows real time again. */
  reset(options: { seed?: number; keepWebhooks?: boolean } = {}): void {
    this.agenda.clear();
    this.deliveries.clear();
    if (options.keepWebhooks) this.endpoints.forgetFailures();
    else this.endpoints.clear();
    for (const store of [this.received, this.sent, this.idempotent, this.calls]) store.clear();
    this.suppressions.clear();
    this.faults.clear();
    this.quota.clear();
    this.clock.reset();
    Object.assign(this.plan, defaultPlan());
    this.rateWindow.used = 0;
    this.random.reseed(options.seed ?? this.seed);
    this.urlKey = this.random.bytes(32);
  }

  /** Whether something created then is still kept. */
  isKept(createdAt: Date): boolean {
    return this.clock.nowMs() - createdAt.getTime() < RETENTION_DAYS * DAY_MS;
  }

  countCall(route: string): void {
    this.calls.set(route, (this.calls.get(route) ?? 0) + 1);
  }
}
