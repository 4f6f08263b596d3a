import { Injectable } from '@nestjs/common';
import { EventLogBooks, type EventLogPass } from '../../inbox/ledger/event-log-books.js';
import { MissingDeliveries } from '../../inbox/ledger/missing-deliveries.js';
import { ReconcileBooks, type ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { queueOf } from '../../inbox/queues.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { tellFailure } from '../../platform/outages/tell-failure.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import type { LoggedEvent } from '../../providers/event-log.js';
import { KeyNotPermitted, ProviderError, TransientProviderError } from '../../providers/provider-errors.js';
import { Providers } from '../../providers/registry.js';
import { notBegun, passOf } from './event-log-pass.js';
import { EventLogWalk } from './event-log-walk.js';
import { logsOfOurs } from './our-webhooks.js';
import { toEventError } from './reconcile-failure.js';
import { ReconcileInterrupted } from './reconcile-interrupted.js';
import { isBetween } from './span.js';
import type { WebhookFinding } from './webhook-watch.js';

const RETRY_AFTER_MS = 60 * 1000;

interface Circumstances {
  /** True if the list of received mail was just read to its end, which brings mail in with a hundredth of the calls. */
  mailIsProven: boolean;
  stop: AbortSignal;
}

/**
 * Compares the provider's log of what it sent to our webhook with the inbox, and records what never arrived, such as
 * bounces and complaints from an outage longer than the provider's retries. It fetches events instead of asking for a
 * replay: a replay needs us to be reachable and comes later or not at all, so asking for one proves nothing.
 */
@Injectable()
export class EventLogReconciler {
  constructor(
    private readonly config: Config,
    private readonly providers: Providers,
    private readonly apis: ProviderApis,
    private readonly claims: ReconcileBooks,
    private readonly books: EventLogBooks,
    private readonly missing: MissingDeliveries,
    private readonly log: Log,
  ) {}

  /**
   * Runs one round, which continues where the last one ended. Failures are recorded in the books.
   *
   * @returns ms after which another round is due before the next reconcile; null when there is nothing more to do
   * @throws ReconcileInterrupted
   */
  async reconcile(
    claim: ReconcileClaim,
    finding: WebhookFinding,
    circumstances: Circumstances,
  ): Promise<number | null> {
    const state = await this.books.open(claim.source);
    if ('error' in finding) {
      const pass = claim.isRequested ? passOf(state, claim, []) : state.pass;
      return this.fail(claim, finding.error, pass, 0);
    }
    const { publicUrl } = this.config;
    const { access, webhookIds } = logsOfOurs(finding.webhooks, { source: claim.source, publicUrl });
    if (access === 'open')
      return this.walk(claim, webhookIds, passOf(state, claim, webhookIds), circumstances);
    await this.books.noteAccess(claim, access);
    return null;
  }

  private async walk(
    claim: ReconcileClaim,
    webhookIds: string[],
    pass: EventLogPass,
    { mailIsProven, stop }: Circumstances,
  ): Promise<number | null> {
    const { source } = claim;
    const found = { events: 0 };
    const walk = new EventLogWalk({
      api: this.apis.get(source).webhooks,
      webhookIds,
      pass,
      choose: (events) => this.choose(claim, pass, events, mailIsProven),
      record: async (event, payload) => {
        if (await this.record(source, event, payload)) found.events += 1;
      },
      goOn: async () => {
        if (!(await this.claims.renew(claim))) throw new ReconcileInterrupted();
        if (!stop.aborted) return;
        await this.books.keep(claim, pass, walk.gone);
        throw new ReconcileInterrupted();
      },
    });
    try {
      const isOver = await walk.run();
      this.log.info({ source, found: found.events, gone: walk.gone, is_over: isOver }, 'event log read');
      return await this.settle(claim, pass, walk.gone, isOver);
    } catch (error) {
      if (error instanceof ReconcileInterrupted) throw error;
      return this.fail(claim, error, mayGoOn(error) ? pass : notBegun(pass), walk.gone);
    }
  }

  private async settle(
    claim: ReconcileClaim,
    pass: EventLogPass,
    gone: number,
    isOver: boolean,
  ): Promise<number | null> {
    if (!isOver) {
      await this.books.keep(claim, pass, gone);
      return 0;
    }
    if (pass.is_whole) {
      await this.books.finish(claim, pass, gone);
      return null;
    }
    const detail = 'Some events could not be fetched; the log is read again.';
    await this.books.fail(
      claim,
      { code: 'events_left_out', detail, at: new Date().toISOString() },
      notBegun(pass),
      gone,
    );
    return RETRY_AFTER_MS;
  }

  /** Skips events that nobody acts on: each would cost a call, and there are many more opens than bounces. */
  private async choose(
    claim: ReconcileClaim,
    pass: EventLogPass,
    events: LoggedEvent[],
    mailIsProven: boolean,
  ): Promise<LoggedEvent[]> {
    const [from, newest] = [new Date(pass.from), claim.isRequested ? null : new Date(pass.up_to)];
    const due = events.filter(
      ({ kind, createdAt }) =>
        queueOf(kind) !== null &&
        isBetween(createdAt, from, newest) &&
        !(mailIsProven && kind === 'received'),
    );
    const ids = due.map(({ id }) => id);
    const unknown = await this.missing.among(claim.source, ids);
    return due.filter(({ id }) => unknown.has(id));
  }

  private record(source: string, { id }: LoggedEvent, payload: string): Promise<boolean> {
    const { type, kind, emailId, occurredAt } = this.providers
      .find(source)!
      .normalise(JSON.parse(payload), id);
    return this.missing.record({
      source,
      deliveryId: id,
      type,
      kind,
      emailId,
      occurredAt,
      payload: Buffer.from(payload),
    });
  }

  private async fail(
    claim: ReconcileClaim,
    error: unknown,
    pass: EventLogPass | null,
    gone: number,
  ): Promise<number | null> {
    if (error instanceof KeyNotPermitted) {
      await this.books.noteAccess(claim, 'not_permitted');
      return null;
    }
    const told = toEventError(error);
    await tellFailure(this.log, { source: claim.source, code: told.code, err: error }, 'event log not read');
    await this.books.fail(claim, told, pass, gone);
    return error instanceof TransientProviderError ? (error.retryAfterMs ?? RETRY_AFTER_MS) : RETRY_AFTER_MS;
  }
}

/** If the provider does not know a cursor, or a log is gone, the pass must begin anew. */
const mayGoOn = (error: unknown): boolean =>
  !(error instanceof ProviderError) || error instanceof TransientProviderError;
