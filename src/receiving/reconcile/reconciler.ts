import { Injectable } from '@nestjs/common';
import { MissingDeliveries } from '../../inbox/ledger/missing-deliveries.js';
import { type Proof, ReconcileBooks, type ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { reconciledDeliveryId } from '../../inbox/ledger/reconciled-delivery.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import type { ReceivedSummary, ReceivingApi } from '../../providers/receiving.js';
import { ReconcileInterrupted } from './reconcile-interrupted.js';
import { ReconcileTally } from './reconcile-tally.js';
import { endOf, isBefore, isBetween, startOf } from './span.js';

/** How much is read again: a list may show a mail late, or dated a little earlier than its neighbours. */
const OVERLAP_MS = 3600 * 1000;

/** Compares the provider's list of received mail with the inbox and brings in what no webhook announced. */
@Injectable()
export class Reconciler {
  constructor(
    private readonly apis: ProviderApis,
    private readonly books: ReconcileBooks,
    private readonly missing: MissingDeliveries,
  ) {}

  /**
   * Reads the list page by page, newest first, until it is older than the last proven point. New mail shifts nothing,
   * because a page begins after a mail and not at a number. Missing mail is stored as it is found, so an interrupted
   * reconcile loses only time.
   *
   * @throws ProviderError, ReconcileInterrupted
   */
  async prove(claim: ReconcileClaim, signal: AbortSignal): Promise<{ proof: Proof; found: number }> {
    const api = this.apis.get(claim.source).receiving;
    const upTo = endOf(claim);
    const newest = claim.isRequested ? null : upTo;
    const from = startOf(claim, claim, OVERLAP_MS);
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
    for (const email of emails) {
      const { type, payload } = api.announce(email);
      await this.missing.record({
        source,
        deliveryId: reconciledDeliveryId(email.id),
        type,
        kind: 'received',
        emailId: email.id,
        occurredAt: email.createdAt,
        payload: Buffer.from(payload),
      });
    }
  }
}
