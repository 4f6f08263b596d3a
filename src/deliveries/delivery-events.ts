import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Claim } from '../inbox/claim.js';
import type { EventOutcome, InboxEvent } from '../inbox/inbox-event.entity.js';
import { readAgain } from '../inbox/read-again.js';
import type { ProviderEvent } from '../providers/provider.js';
import { Providers } from '../providers/registry.js';
import { AmbiguousReports } from '../suppressions/ambiguous/ambiguous-reports.js';
import type { Change } from '../suppressions/refold.js';
import { ProviderList } from '../suppressions/mirror/provider-list.js';
import { newEvidence } from '../suppressions/new-evidence.js';
import { EVIDENCE_KINDS } from '../suppressions/policy/evidence-kind.js';
import { Suppressions } from '../suppressions/suppressions.js';
import { aloneWith, logDelivery, occurredAtOf, toDeliveryEvent } from './delivery-log.js';
import { DeliveryReports } from './delivery-reports.js';
import { type JudgedEvent, judgeEvent } from './judge-event.js';
import { OWN_MAILS, type OwnMails } from './own-mails.js';

/** A provider's event while its effects are applied. */
interface Told {
  report: ProviderEvent;
  event: InboxEvent;
  occurredAt: Date;
}

/** What an event changed on the suppression list, and why not more. */
interface Effect {
  changes: Change[];
  reason?: string;
}

/** Applies events about sent mail and about the providers' own lists. */
@Injectable()
export class DeliveryEvents {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly suppressions: Suppressions,
    private readonly ambiguous: AmbiguousReports,
    private readonly reports: DeliveryReports,
    private readonly providerList: ProviderList,
    private readonly providers: Providers,
    @Inject(OWN_MAILS) private readonly ownMails: OwnMails,
  ) {}

  /** All effects of an event, and its end, commit together. */
  async apply(claim: Claim): Promise<void> {
    const report = readAgain(this.providers, claim.event);
    const told = { report, event: claim.event, occurredAt: occurredAtOf(report, claim.event) };
    await this.database.transaction(async (tx) => {
      await aloneWith(tx, [report.emailId, report.messageId]);
      const effect = report.suppression === null ? await this.note(tx, told) : await this.mirror(tx, told);
      if (report.emailId !== null) await this.ambiguous.settle(tx, claim.event.source, report.emailId);
      await claim.finish(tx, { status: 'processed', outcome: outcomeOf(effect) });
    });
  }

  /** Applies an event about a mail. */
  private async note(tx: EntityManager, told: Told): Promise<Effect> {
    const { report, event, occurredAt } = told;
    await logDelivery(tx, toDeliveryEvent(report, event));
    await this.recognise(tx, told);
    const verified = await this.reports.verifyLate(tx, report.messageId);
    const judged = judgeEvent(report);
    const effect = judged === null ? { changes: [] } : await this.weigh(tx, told, judged);
    if (report.kind !== 'delivered' || report.recipient === null) {
      return { ...effect, changes: [...verified, ...effect.changes] };
    }
    const sign = { address: report.recipient, kind: 'delivered' as const, at: occurredAt, eventId: event.id };
    return { changes: [...verified, ...(await this.suppressions.noteLife(tx, sign))] };
  }

  private async recognise(tx: EntityManager, { report: { ownId, emailId }, event }: Told): Promise<void> {
    if (ownId === null || emailId === null) return;
    await this.ownMails.leftAs(tx, { id: ownId, source: event.source, emailId });
  }

  /** Applies a change of the provider's own list. */
  private async mirror(tx: EntityManager, told: Told): Promise<Effect> {
    const { report, event, occurredAt } = told;
    const change = { ...report.suppression!, source: event.source, at: occurredAt };
    if (report.kind === 'suppression_removed') {
      if (!(await this.providerList.removed(tx, change))) return { changes: [], reason: 'kept_by_mirror' };
      const release = { address: change.address, at: occurredAt, actor: event.source, eventId: event.id };
      return { changes: await this.suppressions.releaseByProvider(tx, release) };
    }
    if (await this.providerList.added(tx, change)) return { changes: [], reason: 'echo_of_mirror' };
    return this.weigh(tx, told, judgeEvent(report)!);
  }

  private async weigh(
    tx: EntityManager,
    { report, event, occurredAt }: Told,
    judged: JudgedEvent,
  ): Promise<Effect> {
    const reason = judged.reason ?? EVIDENCE_KINDS[judged.kind].reason;
    const what = {
      kind: judged.kind,
      reason,
      source: event.source,
      eventId: event.id,
      emailId: report.emailId,
      bounceType: report.bounce?.type ?? null,
      bounceSubtype: report.bounce?.subType ?? null,
      diagnosticCode: report.bounce?.diagnosticCode ?? null,
      occurredAt,
    };
    const address = report.suppression?.address ?? report.recipient;
    if (address === null) {
      await this.ambiguous.record(tx, { ...what, recipients: report.recipients });
      return { changes: [], reason: 'ambiguous' };
    }
    const evidence = newEvidence({ ...what, address, key: `event:${event.id}` });
    const { changes } = await this.suppressions.record(tx, [evidence], event.source);
    return { changes, reason: judged.kind };
  }
}

function outcomeOf({ changes, reason }: Effect): EventOutcome {
  return {
    kind: changes.length === 0 ? 'no_change' : 'suppression_changed',
    ticket_id: null,
    message_id: null,
    suppressions: [...new Set(changes.map(({ address }) => address))],
    ...(reason !== undefined && { reason }),
  };
}
