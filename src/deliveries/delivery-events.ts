import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Claim } from '../inbox/claim.js';
import { Unprocessable } from '../inbox/inbox-errors.js';
import type { EventOutcome, InboxEvent } from '../inbox/inbox-event.entity.js';
import type { ProviderEvent } from '../providers/provider.js';
import { findProvider } from '../providers/registry.js';
import { type DeliveryEvidence, judgeDelivery, type PolicyVerdict } from '../suppressions/policy.js';
import { Suppressions } from '../suppressions/suppressions.js';

/** What providers tell about mail that was sent: who must not be mailed any more. */
@Injectable()
export class DeliveryEvents {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly suppressions: Suppressions,
  ) {}

  /** The effect on the list and the end of the event commit together. */
  async apply(claim: Claim): Promise<void> {
    const report = readAgain(claim.event);
    const verdict = judgeDelivery(evidenceOf(report));
    await this.database.transaction(async (tx) => {
      const changed = await this.follow(tx, verdict, report, claim.event);
      await claim.finish(tx, { status: 'processed', outcome: outcomeOf(verdict, changed) });
    });
  }

  private async follow(
    tx: EntityManager,
    verdict: PolicyVerdict,
    report: ProviderEvent,
    event: InboxEvent,
  ): Promise<string | null> {
    if (verdict.action === 'none') return null;
    const { address } = verdict;
    const occurredAt = report.occurredAt ?? event.receivedAt;
    if (verdict.action === 'release') {
      const release = { address, at: occurredAt, actor: event.source, eventId: event.id };
      return this.suppressions.releaseByProvider(tx, release);
    }
    const evidence = {
      address,
      reason: verdict.reason,
      occurredAt,
      expiresAt: null,
      source: event.source,
      eventId: event.id,
      emailId: report.emailId ?? report.suppression?.sourceId ?? null,
      bounceType: report.bounce?.type ?? null,
      bounceSubtype: report.bounce?.subType ?? null,
      diagnosticCode: report.bounce?.diagnosticCode ?? null,
      note: null,
    };
    return this.suppressions.record(tx, evidence, event.source);
  }
}

/** From the stored payload, so that newer code may understand more of it. */
function readAgain(event: InboxEvent): ProviderEvent {
  const provider = findProvider(event.source);
  if (provider === null) throw new Unprocessable('source_unknown', `No provider is called ${event.source}.`);
  return provider.normalise(JSON.parse(event.payload), event.deliveryId);
}

function evidenceOf({ kind, recipient, bounce, suppression }: ProviderEvent): DeliveryEvidence {
  return {
    kind: kind as DeliveryEvidence['kind'],
    address: suppression?.address ?? recipient,
    bounceType: bounce?.type ?? null,
    bounceSubtype: bounce?.subType ?? null,
    origin: suppression?.origin ?? null,
  };
}

function outcomeOf(verdict: PolicyVerdict, changed: string | null): EventOutcome {
  return {
    kind: changed === null ? 'no_change' : 'suppression_changed',
    ticket_id: null,
    message_id: null,
    suppressions: changed === null ? [] : [changed],
    ...(verdict.action === 'none' && { reason: verdict.why }),
  };
}
