import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ReconcileBooks, type ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { Log } from '../../platform/logging/log.js';
import { Rounds } from '../../platform/rounds/rounds.js';
import { ProviderError } from '../../providers/provider-errors.js';
import { ReceivingApis } from '../receiving-apis.js';
import { ReconcileInterrupted, Reconciler } from './reconciler.js';
import { WebhookWatch } from './webhook-watch.js';

/** How often each source is reconciled: a page of a hundred mails costs one call. */
const EVERY_MS = 15 * 60 * 1000;
const RETRY_AFTER_MS = 60 * 1000;
/** How soon a request is noticed. */
const LOOK_EVERY_MS = 1_000;

/** Reconciles every source that has an API: soon after the start, on request, and four times an hour. */
@Injectable()
export class ReconcileSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    private readonly apis: ReceivingApis,
    private readonly books: ReconcileBooks,
    private readonly reconciler: Reconciler,
    private readonly webhook: WebhookWatch,
    private readonly log: Log,
  ) {
    const round = (stop: AbortSignal) => this.look(stop);
    this.rounds = new Rounds({ name: 'reconcile', pauseMs: LOOK_EVERY_MS, round, log });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.apis.sources.length === 0) return;
    await this.books.open(this.apis.sources);
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  private async look(stop: AbortSignal): Promise<void> {
    const claim = await this.books.claim(this.apis.sources);
    if (claim !== null) await this.reconcile(claim, stop);
  }

  private async reconcile(claim: ReconcileClaim, stop: AbortSignal): Promise<void> {
    await this.webhook.look(claim.source);
    try {
      const { proof, found } = await this.reconciler.prove(claim, stop);
      await this.books.finish(claim, proof, EVERY_MS);
      this.log.info({ source: claim.source, found, proven_until: proof.provenUntil }, 'reconciled');
    } catch (error) {
      const isOurs = error instanceof ReconcileInterrupted;
      const code = error instanceof ProviderError ? error.code : isOurs ? 'interrupted' : 'unexpected';
      const detail = (error as Error).message;
      this.log.warn({ source: claim.source, code, err: error }, 'reconcile failed');
      await this.books.fail(
        claim,
        { code, detail, at: new Date().toISOString() },
        isOurs ? 0 : RETRY_AFTER_MS,
      );
    }
  }
}
