import { Injectable } from '@nestjs/common';
import type { EventError } from '../../inbox/inbox-event.entity.js';
import { type Proof, ReconcileBooks, type ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { Log } from '../../platform/logging/log.js';
import { tellFailure } from '../../platform/outages/tell-failure.js';
import { InRounds } from '../../platform/rounds/in-rounds.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import { EventLogReconciler } from './event-log-reconciler.js';
import { toEventError } from './reconcile-failure.js';
import { ReconcileInterrupted } from './reconcile-interrupted.js';
import { Reconciler } from './reconciler.js';
import { WebhookWatch } from './webhook-watch.js';

/** How often each source is reconciled. One call reads a page of a hundred mails. */
const EVERY_MS = 15 * 60 * 1000;
const RETRY_AFTER_MS = 60 * 1000;
/** How soon a request is noticed. */
const LOOK_EVERY_MS = 1_000;

/** Reconciles every source that has an API: soon after the start, on request, and four times an hour. */
@Injectable()
export class ReconcileSchedule extends InRounds {
  private areBooksOpen = false;

  constructor(
    private readonly apis: ProviderApis,
    private readonly books: ReconcileBooks,
    private readonly reconciler: Reconciler,
    private readonly events: EventLogReconciler,
    private readonly webhook: WebhookWatch,
    private readonly log: Log,
  ) {
    super({ name: 'reconcile', pauseMs: LOOK_EVERY_MS, log });
  }

  /** Opens the books, so that requests find them. If the database is away, the rounds do it as soon as it is back. */
  override async onApplicationBootstrap(): Promise<void> {
    await this.openBooks().catch(() => undefined);
    this.rounds.start();
  }

  private async openBooks(): Promise<void> {
    if (this.areBooksOpen) return;
    await this.books.close(this.apis.sources);
    await this.books.open(this.apis.sources);
    this.areBooksOpen = true;
  }

  protected async round(stop: AbortSignal): Promise<void> {
    await this.openBooks();
    if (this.apis.sources.length === 0) return;
    const claim = await this.books.claim(this.apis.sources);
    if (claim !== null) await this.reconcile(claim, stop);
  }

  /** The list of received mail and the log of our webhook fail or succeed independently. */
  private async reconcile(claim: ReconcileClaim, stop: AbortSignal): Promise<void> {
    const webhooks = await this.webhook.look(claim.source);
    const mail = await this.proveMail(claim, stop);
    const isInterrupted = mail.error?.code === 'interrupted';
    const mailIsProven = mail.error === null;
    const next = isInterrupted ? 0 : await this.proveEvents(claim, webhooks, { mailIsProven, stop });
    const afterMs = (regularMs: number) => Math.min(regularMs, next ?? regularMs);
    if (mail.error === null) await this.books.finish(claim, mail.proof, afterMs(EVERY_MS));
    else await this.books.fail(claim, mail.error, afterMs(RETRY_AFTER_MS));
  }

  private async proveMail(
    claim: ReconcileClaim,
    stop: AbortSignal,
  ): Promise<{ error: null; proof: Proof } | { error: EventError }> {
    try {
      const { proof, found } = await this.reconciler.prove(claim, stop);
      this.log.info({ source: claim.source, found, proven_until: proof.provenUntil }, 'reconciled');
      return { error: null, proof };
    } catch (error) {
      const told = toEventError(error);
      await tellFailure(this.log, { source: claim.source, code: told.code, err: error }, 'reconcile failed');
      return { error: told };
    }
  }

  private async proveEvents(...round: Parameters<EventLogReconciler['reconcile']>): Promise<number | null> {
    try {
      return await this.events.reconcile(...round);
    } catch (error) {
      if (error instanceof ReconcileInterrupted) return 0;
      throw error;
    }
  }
}
