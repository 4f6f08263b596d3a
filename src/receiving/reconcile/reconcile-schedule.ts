import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ReconcileBooks, type ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { Log } from '../../platform/logging/log.js';
import { OutageLog } from '../../platform/queue/outage-log.js';
import { ProviderError } from '../../providers/provider-errors.js';
import { ReceivingApis } from '../receiving-apis.js';
import { ReconcileInterrupted, Reconciler } from './reconciler.js';

/** How often each source is reconciled: a page of a hundred mails costs one call. */
const EVERY_MS = 15 * 60 * 1000;
const RETRY_AFTER_MS = 60 * 1000;
/** How soon a request is noticed. */
const LOOK_EVERY_MS = 1_000;

/** Reconciles every source that has an API: soon after the start, on request, and four times an hour. */
@Injectable()
export class ReconcileSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly stop = new AbortController();
  private readonly outage: OutageLog;

  constructor(
    private readonly apis: ReceivingApis,
    private readonly books: ReconcileBooks,
    private readonly reconciler: Reconciler,
    private readonly log: Log,
  ) {
    this.outage = new OutageLog(log, 'reconcile');
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.apis.sources.length === 0) return;
    await this.books.open(this.apis.sources);
    this.lookLater();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private lookLater(): void {
    if (this.stop.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.running = this.look()
        .catch((error) => this.outage.note(error))
        .finally(() => this.lookLater());
    }, LOOK_EVERY_MS);
  }

  private async look(): Promise<void> {
    const claim = await this.books.claim(this.apis.sources);
    if (claim !== null) await this.reconcile(claim);
  }

  private async reconcile(claim: ReconcileClaim): Promise<void> {
    try {
      const { proof, found } = await this.reconciler.prove(claim, this.stop.signal);
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
