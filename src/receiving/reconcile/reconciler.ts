import { Injectable } from '@nestjs/common';
import { InboxRecorder } from '../../inbox/inbox-recorder.js';
import { type Proof, ReconcileBooks, type ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { reconciledDeliveryId } from '../../inbox/ledger/reconciled-delivery.js';
import type { ReceivedSummary, ReceivingApi } from '../../providers/receiving.js';
import { ReceivingApis } from '../receiving-apis.js';
import { ReconcileTally } from './reconcile-tally.js';

/** A list may show a mail late, or dated a little earlier than its neighbours: so far it is read again. */
const OVERLAP_MS = 3600 * 1000;

/** Who asks for a reconcile doubts what was proven: so far it is proven again. */
const REQUESTED_REACH_MS = 48 * 3600 * 1000;

/** Younger mail may have its webhook still under way; the next reconcile looks at it. */
const MIN_AGE_MS = 2 * 60 * 1000;

/** The reconcile was handed to another process, or the service stops; nothing is proven. */
export class ReconcileInterrupted extends Error {
  constructor() {
    super('The reconcile was interrupted.');
  }
}

/** Compares the provider's list of received mail with the inbox and brings in what no webhook announced. */
@Injectable()
export class Reconciler {
  constructor(
    private readonly apis: ReceivingApis,
    private readonly books: ReconcileBooks,
    private readonly inbox: InboxRecorder,
  ) {}

  /**
   * Pages the list, newest first, until it is older than the last proven point. New mail shifts nothing, because a
   * page begins after a mail and not at a number. What is found is stored at once, so an interrupted reconcile has
   * lost nothing but time.
   *
   * @throws ProviderError, ReconcileInterrupted
   */
  async prove(claim: ReconcileClaim, signal: AbortSignal): Promise<{ proof: Proof; found: number }> {
    const api = this.apis.get(claim.source);
    const upTo = earlier(claim.startedAt, claim.isRequested ? 0 : MIN_AGE_MS);
    const newest = claim.isRequested ? null : upTo;
    const from = startOf(claim);
    const tally = new ReconcileTally({ from: claim.coveredFrom, until: claim.provenUntil }, upTo);
    let found = 0;
    for (let after: string | undefined; ;) {
      const page = await api.list(after);
      const due = page.emails.filter(({ createdAt }) => isBetween(createdAt, from, newest));
      const unknown = await this.books.unknown(
        claim.source,
        due.map(({ id }) => id),
      );
      await this.bringIn(
        claim.source,
        api,
        due.filter(({ id }) => unknown.has(id)),
      );
      due.forEach((email) => tally.add(email, unknown.has(email.id)));
      found += unknown.size;
      if (page.after === null || page.emails.some(({ createdAt }) => isBefore(createdAt, from))) break;
      after = page.after;
      if (signal.aborted || !(await this.books.renew(claim))) throw new ReconcileInterrupted();
    }
    return { proof: { coveredFrom: from, provenUntil: upTo, listedByDay: tally.listedByDay }, found };
  }

  private async bringIn(source: string, api: ReceivingApi, emails: ReceivedSummary[]): Promise<void> {
    await Promise.all(
      emails.map((email) => {
        const { type, payload } = api.announce(email);
        return this.inbox.record({
          source,
          deliveryId: reconciledDeliveryId(email.id),
          type,
          kind: 'received',
          emailId: email.id,
          occurredAt: email.createdAt,
          payload: Buffer.from(payload),
        });
      }),
    );
  }
}

function startOf({ coveredFrom, provenUntil, isRequested, requestedSince, startedAt }: ReconcileClaim): Date {
  const starts = [provenUntil === null ? coveredFrom : earlier(provenUntil, OVERLAP_MS)];
  if (isRequested) starts.push(requestedSince ?? earlier(startedAt, REQUESTED_REACH_MS));
  return new Date(Math.min(...starts.map((start) => start.getTime())));
}

const earlier = (at: Date, byMs: number): Date => new Date(at.getTime() - byMs);

const isBefore = (at: Date | null, limit: Date): boolean => at !== null && at < limit;

const isBetween = (at: Date | null, from: Date, newest: Date | null): boolean =>
  at === null || (at >= from && (newest === null || at <= newest));
