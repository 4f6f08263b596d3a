import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { BLOB_MISSING } from '../platform/blobs/blob-store.js';
import { readWithin } from '../platform/database/read-within.js';
import { type Alarm, Alarms, LOOK_TIMEOUT_MS } from '../platform/health/alarms.js';
import { REDIS } from '../platform/outages/mainstay.js';
import { EventLogBooks } from './ledger/event-log-books.js';
import { ReconcileBooks, type WebhookStatus } from './ledger/reconcile-books.js';
import { RECONCILED_LIKE } from './ledger/reconciled-delivery.js';
import { RUNNABLE_SINCE } from './run-again.js';

const MINUTE_MS = 60_000;

/** An event that has waited longer than this is not just waiting out a passing fault. */
const MAX_WAIT_MINUTES = 15;

/** Beyond this, times that processes compare become doubtful. Signatures allow 300 s, readiness 10 s. */
const DOUBTFUL_SKEW_MS = 2_000;

const MANY_WAITING = 10_000;

const LOG_PATIENCE_MS = 60 * MINUTE_MS;

/** What is wrong with a webhook, by its status at the provider. */
const WEBHOOK_ALARMS: Partial<Record<WebhookStatus, (source: string) => Alarm>> = {
  disabled: (source) => ({
    code: 'webhook_disabled',
    detail: `${source} has disabled our webhook: enable it there, then POST /v1/ledger/reconcile.`,
  }),
  missing: (source) => ({
    code: 'webhook_not_registered',
    detail: `No webhook of ${source} leads to PUBLIC_URL: add it there, then POST /v1/ledger/reconcile.`,
  }),
  unknown: (source) => ({
    code: 'alarm_unknown',
    detail: `Whether our webhook at ${source} is enabled is not known: the API key may not ask.`,
  }),
};

/** What an operator should know about the inbox. */
@Injectable()
export class InboxAlarms implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly books: ReconcileBooks,
    private readonly logs: EventLogBooks,
    private readonly alarms: Alarms,
  ) {}

  onModuleInit(): void {
    this.alarms.watch(() => this.parked());
    this.alarms.watch(() => this.behind());
    this.alarms.watch(() => this.blobsMissing());
    this.alarms.watch(() => Promise.resolve(queueAway()));
    this.alarms.watch(() => this.clockSkew());
    this.alarms.watch(() => this.unannounced());
    this.alarms.watch(() => this.reconcile());
    this.alarms.watch(() => this.eventLog());
    this.alarms.watch(() => this.webhooks());
  }

  private ask<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return readWithin(this.database, LOOK_TIMEOUT_MS, text, parameters);
  }

  private async parked(): Promise<Alarm[]> {
    const rows = await this.ask<{ code: string; events: number }>(
      `SELECT coalesce(last_error->>'code', 'unknown') AS code, count(*)::int AS events
       FROM inbox_events WHERE status = 'parked' GROUP BY 1 ORDER BY 1`,
    );
    return rows.map(({ code, events }) => ({
      code: 'mail_parked',
      detail: `${events} events wait for somebody to act (${code}): last_error of GET /v1/events?status=parked says on what; then POST /v1/events/replay.`,
    }));
  }

  private async behind(): Promise<Alarm[]> {
    const events = await this.countWaiting(
      `${RUNNABLE_SINCE} < now() - make_interval(mins => $1)`,
      MAX_WAIT_MINUTES,
    );
    const detail = `${events} events wait longer than ${MAX_WAIT_MINUTES} minutes.`;
    return events === '0' ? [] : [{ code: 'inbox_behind', detail }];
  }

  private async blobsMissing(): Promise<Alarm[]> {
    const events = await this.countWaiting("last_error->>'code' = $1", BLOB_MISSING);
    const detail = `${events} events wait for bytes that no worker finds: let all processes share one store (DATA_DIR or STORAGE_URL).`;
    return events === '0' ? [] : [{ code: 'blobs_missing', detail }];
  }

  /** An event that is being tried counts as waiting. A flood's exact size does not matter, so the count has a limit. */
  private async countWaiting(condition: string, parameter: unknown): Promise<string> {
    const [row] = await this.ask<{ events: number }>(
      `SELECT count(*)::int AS events FROM (
         SELECT FROM inbox_events WHERE status IN ('received', 'processing') AND ${condition} LIMIT ${MANY_WAITING}
       ) AS waiting`,
      [parameter],
    );
    const { events } = row!;
    return events < MANY_WAITING ? `${events}` : `${events} or more`;
  }

  private async clockSkew(): Promise<Alarm[]> {
    const before = Date.now();
    const rows: { now: Date }[] = await this.database.query('SELECT clock_timestamp() AS now');
    const skewMs = Math.round((before + Date.now()) / 2 - rows[0]!.now.getTime());
    if (Math.abs(skewMs) <= DOUBTFUL_SKEW_MS) return [];
    return [
      {
        code: 'clock_skew',
        detail: `Our clock is ${skewMs} ms ahead of the database's. Synchronise both (NTP).`,
      },
    ];
  }

  private async unannounced(): Promise<Alarm[]> {
    const rows = await this.ask<{ source: string; mails: number; events: number }>(
      `SELECT source, count(*) FILTER (WHERE delivery_id LIKE $1)::int AS mails,
              count(*) FILTER (WHERE delivery_id NOT LIKE $1)::int AS events
       FROM reconciled_deliveries JOIN inbox_events USING (delivery_key, source)
       WHERE found_at >= now() - interval '24 hours' GROUP BY source`,
      [RECONCILED_LIKE],
    );
    return rows.map(({ source, mails, events }) => ({
      code: 'webhooks_missing',
      detail:
        `${mails} mails and ${events} other events came by reconcile in the last 24 hours: ` +
        `webhooks of ${source} do not reach us.`,
    }));
  }

  private async reconcile(): Promise<Alarm[]> {
    const states = await this.books.list();
    return states
      .filter(({ last_error: error }) => error !== null)
      .map(({ source, last_error: error }) => ({
        code: 'reconcile_failing',
        detail: `The list of ${source} cannot be read (${error!.code}); nothing is proven meanwhile.`,
      }));
  }

  /** An unreadable log costs nothing for a while: it is kept for a month. */
  private async eventLog(): Promise<Alarm[]> {
    const states = await this.logs.list();
    return states
      .filter(({ failing_since: since }) => since !== null && Date.now() - since.getTime() > LOG_PATIENCE_MS)
      .map(({ source, last_error: error }) => ({
        code: 'event_log_failing',
        detail: `The webhook log of ${source} cannot be read for more than an hour (${error!.code}).`,
      }));
  }

  private async webhooks(): Promise<Alarm[]> {
    const states = await this.books.list();
    return states.flatMap(({ source, webhook_status: status }) => {
      const alarm = status === null ? undefined : WEBHOOK_ALARMS[status]?.(source);
      return alarm === undefined ? [] : [alarm];
    });
  }
}

/** Without its queue, mail is accepted and waits. That is no reason to refuse webhooks, but somebody must know. */
function queueAway(): Alarm[] {
  if (REDIS.away === null) return [];
  const detail =
    'Redis cannot be used (the log says why): mail is taken and waits until it can. Check REDIS_URL.';
  return [{ code: 'queue_away', detail }];
}
