import type { EventLogPass } from '../../inbox/ledger/event-log-books.js';
import type { EventLogApi, EventLogPage, LoggedEvent } from '../../providers/event-log.js';
import {
  KeyNotPermitted,
  NotFoundYet,
  ProviderError,
  TransientProviderError,
} from '../../providers/provider-errors.js';
import { earlier, isBefore } from './span.js';

/** Calls per round: at eight a second, half a minute, during which mail is fetched too. */
const CALLS_PER_ROUND = 250;

/** Longest round, for when the provider answers slowly. */
const ROUND_MS = 60_000;

/** A log may list an event before it can be fetched. An older event that is not found is gone. */
const YOUNG_MS = 10 * 60 * 1000;

/** One event that cannot be fetched holds up no other. This many in a row mean that the provider is away. */
const FAILURES_IN_A_ROW = 3;

interface Task {
  api: EventLogApi;
  webhookIds: string[];
  /** Updated during the walk. */
  pass: EventLogPass;
  /** Picks the events of a page that have to be fetched. */
  choose: (events: LoggedEvent[]) => Promise<LoggedEvent[]>;
  record: (event: LoggedEvent, payload: string) => Promise<void>;
  /** @throws ReconcileInterrupted */
  goOn: () => Promise<void>;
}

/**
 * One round through the logs of our webhooks, each newest first. Events are fetched one at a time, so that most of the
 * budget stays free for fetching mail. `pass` always says where another round continues.
 */
export class EventLogWalk {
  /** Events that the log had forgotten by the time they were fetched. */
  gone = 0;
  private calls = 0;
  private failures = 0;
  private readonly endsAt = performance.now() + ROUND_MS;

  constructor(private readonly task: Task) {}

  /** @returns false if the calls or the time of this round ran out before the end */
  async run(): Promise<boolean> {
    const { pass, webhookIds } = this.task;
    const begun = webhookIds.indexOf(pass.webhook_id ?? '');
    for (const webhookId of webhookIds.slice(Math.max(begun, 0))) {
      if (webhookId !== pass.webhook_id) Object.assign(pass, { webhook_id: webhookId, after: null });
      if (!(await this.readLog(webhookId))) return false;
    }
    return true;
  }

  private async readLog(webhookId: string): Promise<boolean> {
    const { pass, choose, goOn } = this.task;
    for (;;) {
      const page = await this.list(webhookId, pass.after ?? undefined);
      for (const event of await choose(page.events)) {
        await this.bringIn(webhookId, event);
        await goOn();
        if (this.isUsedUp()) return false;
      }
      this.passOver();
      if (page.after === null || this.isBeyond(page)) return true;
      pass.after = page.after;
      await goOn();
      if (this.isUsedUp()) return false;
    }
  }

  private list(webhookId: string, after?: string): Promise<EventLogPage> {
    this.calls += 1;
    return this.task.api.list(webhookId, after);
  }

  /** Moves on past the event once it is fetched. If it fails, the next round may try it again. */
  private async bringIn(webhookId: string, event: LoggedEvent): Promise<void> {
    try {
      await this.fetch(webhookId, event);
    } catch (error) {
      if (!speaksOfOneEvent(error)) throw error;
      this.failures += 1;
      if (this.failures >= FAILURES_IN_A_ROW) throw error;
      return;
    }
    this.passOver();
    this.task.pass.after = event.id;
  }

  private async fetch(webhookId: string, event: LoggedEvent): Promise<void> {
    this.calls += 1;
    try {
      await this.task.record(event, await this.task.api.payload(webhookId, event.id));
    } catch (error) {
      const isYoung = !isBefore(event.createdAt, earlier(new Date(), YOUNG_MS));
      if (!(error instanceof NotFoundYet) || isYoung) throw error;
      if (this.gone === 0) await this.list(webhookId); // throws if the webhook itself is gone
      this.gone += 1;
    }
  }

  /** Leaves behind the events that failed before this point. */
  private passOver(): void {
    if (this.failures > 0) this.task.pass.is_whole = false;
    this.failures = 0;
  }

  private isBeyond({ events }: EventLogPage): boolean {
    return events.some(({ createdAt }) => isBefore(createdAt, new Date(this.task.pass.from)));
  }

  private isUsedUp(): boolean {
    return this.calls >= CALLS_PER_ROUND || performance.now() >= this.endsAt;
  }
}

const speaksOfOneEvent = (error: unknown): boolean =>
  error instanceof ProviderError &&
  !(error instanceof KeyNotPermitted) &&
  !(error instanceof TransientProviderError && error.rateLimited);
