import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { returning } from '../../platform/database/returning.js';
import type { EventError } from '../inbox-event.entity.js';

/**
 * How far back the first reconcile of a source goes: what the provider's own retries could still have delivered at our
 * first start (Svix gives up 27 h 35 m after the first attempt). Older mail is brought in on request only.
 */
export const FIRST_REACH = "interval '28 hours'";

/** A reconcile that stands still for this long has died; another process may begin again. */
const LEASE = "interval '2 minutes'";

/** When the next one is due: at once if requested since this one began. @param pauseMs parameter of the statement */
const dueAfter = (pauseMs: string): string =>
  `CASE WHEN requested_at > started_at THEN now() ELSE now() + make_interval(secs => ${pauseMs}::float8 / 1000) END`;

/** Status of our webhook at the provider; `unknown` if the key may not ask. */
export type WebhookStatus = 'enabled' | 'disabled' | 'missing' | 'unknown';

/** State of one source. */
export interface ReconcileState {
  source: string;
  /** Mail that the provider received from here … */
  covered_from: Date;
  /** … until here is proven to be in the inbox; null before the first reconcile. */
  proven_until: Date | null;
  due_at: Date;
  requested_at: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
  is_running: boolean;
  /** No longer reconciled: its API key is gone. */
  is_closed: boolean;
  last_error: EventError | null;
  /** Null if nobody has looked, or nothing can be said. */
  webhook_status: WebhookStatus | null;
}

/** The right to reconcile one source, as long as it is renewed. */
export interface ReconcileClaim {
  source: string;
  token: string;
  coveredFrom: Date;
  provenUntil: Date | null;
  /** Somebody asked for it; then nothing on the list is too young. */
  isRequested: boolean;
  requestedSince: Date | null;
  /** The database's clock. */
  startedAt: Date;
}

/** What a reconcile has proven. */
export interface Proof {
  coveredFrom: Date;
  provenUntil: Date;
  /** Mails that no earlier reconcile counted, by UTC day. */
  listedByDay: Map<string, number>;
}

/** How far each source is proven, and whose turn it is to prove more. All times are the database's. */
@Injectable()
export class ReconcileBooks {
  /**
   * The token of all claims of this process. Its rounds never overlap, so a claim that a round finds under this token was
   * left behind by an earlier round that lost its database.
   */
  private readonly token = randomUUID();

  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async list(): Promise<ReconcileState[]> {
    return this.database.query(
      `SELECT *, coalesce(lease_until > now(), false) AS is_running FROM reconciles ORDER BY source`,
    );
  }

  async open(sources: string[]): Promise<void> {
    await this.database.query(
      `INSERT INTO reconciles (source, covered_from, due_at)
       SELECT source, now() - ${FIRST_REACH}, now() FROM unnest($1::text[]) AS source
       ON CONFLICT (source) DO UPDATE SET is_closed = false WHERE reconciles.is_closed`,
      [sources],
    );
  }

  /** @param since how far back to look, if that is further than what is covered */
  async request(sources: string[], since: Date | null): Promise<void> {
    await this.open(sources);
    await this.database.query(
      `UPDATE reconciles SET due_at = now(), requested_at = now(), requested_since = least(requested_since, $2)
       WHERE source = ANY($1)`,
      [sources, since],
    );
  }

  /** Null if nothing is due, or another process is at it. */
  async claim(sources: string[]): Promise<ReconcileClaim | null> {
    const rows = await returning<Omit<ReconcileClaim, 'token'>>(
      this.database,
      `UPDATE reconciles SET lease_token = $2, lease_until = now() + ${LEASE}, started_at = now(), is_closed = false
       WHERE source = (
         SELECT source FROM reconciles
         WHERE source = ANY($1) AND due_at <= now()
           AND (lease_until IS NULL OR lease_until < now() OR lease_token = $2)
         ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
       )
       RETURNING source, covered_from AS "coveredFrom", proven_until AS "provenUntil", started_at AS "startedAt",
                 requested_at IS NOT NULL AS "isRequested", requested_since AS "requestedSince"`,
      [sources, this.token],
    );
    return rows[0] === undefined ? null : { ...rows[0], token: this.token };
  }

  /** @returns false if another process took over */
  async renew({ source, token }: ReconcileClaim): Promise<boolean> {
    const rows = await returning(
      this.database,
      `UPDATE reconciles SET lease_until = now() + ${LEASE} WHERE source = $1 AND lease_token = $2 RETURNING source`,
      [source, token],
    );
    return rows.length === 1;
  }

  /** Updates what is proven and the counts together. A request made meanwhile stays due. */
  async finish({ source, token }: ReconcileClaim, proof: Proof, nextAfterMs: number): Promise<void> {
    await this.database.query(
      `WITH moved AS (
         UPDATE reconciles
         SET covered_from = least(covered_from, $3), proven_until = greatest(proven_until, $4),
             due_at = ${dueAfter('$5')},
             requested_at = CASE WHEN requested_at > started_at THEN requested_at END,
             requested_since = CASE WHEN requested_at > started_at THEN requested_since END,
             finished_at = now(), last_error = NULL, lease_token = NULL, lease_until = NULL
         WHERE source = $1 AND lease_token = $2
         RETURNING source
       )
       INSERT INTO reconciled_days (source, day, listed)
       SELECT source, day, listed FROM moved, unnest($6::date[], $7::int[]) AS counted(day, listed)
       ON CONFLICT (source, day) DO UPDATE SET listed = reconciled_days.listed + excluded.listed`,
      [
        source,
        token,
        proof.coveredFrom,
        proof.provenUntil,
        nextAfterMs,
        [...proof.listedByDay.keys()],
        [...proof.listedByDay.values()],
      ],
    );
  }

  /** Nothing is proven; mail that was found stays found. A request made meanwhile is due at once here too. */
  async fail({ source, token }: ReconcileClaim, error: EventError, nextAfterMs: number): Promise<void> {
    await this.database.query(
      `UPDATE reconciles
       SET due_at = ${dueAfter('$4')}, last_error = $3, finished_at = now(), lease_token = NULL, lease_until = NULL
       WHERE source = $1 AND lease_token = $2`,
      [source, token, error, nextAfterMs],
    );
  }

  /**
   * Closes all other sources. Nobody asks them any more, so they cannot fail. What is proven stays proven, and no
   * longer counts as ageing.
   */
  async close(exceptFor: string[]): Promise<void> {
    await this.database.query(
      `UPDATE reconciles SET last_error = NULL, webhook_status = NULL, is_closed = true
       WHERE NOT source = ANY($1)`,
      [exceptFor],
    );
    await this.database.query(
      'UPDATE event_logs SET last_error = NULL, failing_since = NULL WHERE NOT source = ANY($1)',
      [exceptFor],
    );
  }

  async noteWebhook(source: string, status: WebhookStatus | null): Promise<void> {
    await this.database.query('UPDATE reconciles SET webhook_status = $2 WHERE source = $1', [
      source,
      status,
    ]);
  }

  /** Those of the mails that no event has announced. */
  async unknown(source: string, emailIds: string[]): Promise<Set<string>> {
    const rows: { email_id: string }[] = await this.database.query(
      `SELECT DISTINCT email_id FROM inbox_events WHERE source = $1 AND kind = 'received' AND email_id = ANY($2)`,
      [source, emailIds],
    );
    const known = new Set(rows.map((row) => row.email_id));
    return new Set(emailIds.filter((id) => !known.has(id)));
  }
}
