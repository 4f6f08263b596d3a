import type { DataSource, EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';
import type { WebhookDelivery } from '../webhook-delivery.entity.js';
import type { Outcome } from './attempt.js';
import { BREAKER_FAILURES } from './claim-deliveries.js';
import { DISABLE_AFTER_DAYS, pauseAfter, WARN_AFTER_DAYS } from './schedule.js';

/** Pause between two requests to a receiver whose breaker is open. */
const REST_SECONDS = 60;

/** The receiver after an attempt, for the log. */
export interface ReceiverState {
  consecutiveFailures: number;
  /** Why this attempt disabled it; null if it did not. */
  disabled: 'gone' | 'failing' | null;
}

interface EndpointRow {
  consecutive_failures: number;
  /** False if another request or a caller was faster: it is disabled, and that is reported, only once. */
  is_enabled: boolean;
  /** It has failed for so long that the other receivers should be warned now. */
  is_warned: boolean;
  is_given_up: boolean;
}

/**
 * Records the outcome of an attempt. Leaves the delivery alone if somebody else holds its lease by now. Locks the
 * receiver first, then the delivery, as enabling a receiver does. The lock lets others add deliveries meanwhile
 * (foreign keys need only a weaker one), since that happens wherever mail is filed.
 */
export async function settleDelivery(
  database: DataSource,
  delivery: WebhookDelivery,
  token: string,
  outcome: Outcome,
): Promise<ReceiverState | null> {
  return database.transaction(async (tx) => {
    const isDelivered = outcome.verdict === 'delivered';
    if (isDelivered) await noteSuccess(tx, delivery.endpointId);
    else
      await tx.query('SELECT FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE', [delivery.endpointId]);
    if (!(await settleRow(tx, delivery, token, outcome))) return null;
    if (isDelivered) return { consecutiveFailures: 0, disabled: null };
    return noteFailure(tx, delivery.endpointId, outcome.verdict === 'gone');
  });
}

async function noteSuccess(tx: EntityManager, endpointId: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_endpoints SET consecutive_failures = 0, failing_since = NULL, warned_at = NULL, paused_until = NULL
     WHERE id = $1 AND consecutive_failures > 0`,
    [endpointId],
  );
}

/** Makes the delivery wait as if it had not been leased. */
export async function postponeDelivery(
  database: DataSource,
  delivery: WebhookDelivery,
  token: string,
  seconds: number,
): Promise<void> {
  await database.query(
    `UPDATE webhook_deliveries
     SET lease_token = NULL, lease_until = NULL, attempts = attempts - 1, due_at = now() + make_interval(secs => $3)
     WHERE id = $1 AND lease_token = $2`,
    [delivery.id, token, seconds],
  );
}

async function settleRow(
  tx: EntityManager,
  delivery: WebhookDelivery,
  token: string,
  { verdict, attempt, retryAfterMs }: Outcome,
): Promise<boolean> {
  const pauseMs = verdict === 'failed' ? pauseAfter(delivery.attempts, retryAfterMs) : null;
  const failed = pauseMs === null ? 'failed' : 'pending';
  const status = verdict === 'delivered' ? 'delivered' : failed;
  const rows = await returning(
    tx,
    `UPDATE webhook_deliveries
     SET status = CASE WHEN status = 'cancelled' AND $3 = 'pending' THEN status ELSE $3 END,
         lease_token = NULL, lease_until = NULL, attempt_log = attempt_log || $4::jsonb,
         due_at = now() + make_interval(secs => $5::float8 / 1000),
         finished_at = CASE WHEN $3 <> 'pending' THEN now() WHEN status = 'cancelled' THEN finished_at END
     WHERE id = $1 AND lease_token = $2
     RETURNING id`,
    [delivery.id, token, status, JSON.stringify([attempt]), pauseMs ?? 0],
  );
  return rows.length === 1;
}

async function noteFailure(tx: EntityManager, endpointId: string, isGone: boolean): Promise<ReceiverState> {
  const [row] = await returning<EndpointRow>(
    tx,
    `UPDATE webhook_endpoints
     SET consecutive_failures = consecutive_failures + 1, failing_since = coalesce(failing_since, now()),
         paused_until = CASE WHEN consecutive_failures + 1 >= $2
                             THEN now() + make_interval(secs => ${REST_SECONDS}) END
     WHERE id = $1
     RETURNING consecutive_failures, is_enabled,
               is_enabled AND warned_at IS NULL
                 AND failing_since < now() - make_interval(days => ${WARN_AFTER_DAYS}) AS is_warned,
               failing_since < now() - make_interval(days => ${DISABLE_AFTER_DAYS}) AS is_given_up`,
    [endpointId, BREAKER_FAILURES],
  );
  const isOver = row?.is_enabled === true && (isGone || row.is_given_up);
  const disabled = !isOver ? null : isGone ? 'gone' : 'failing';
  if (disabled !== null) await disable(tx, endpointId, disabled);
  else if (row?.is_warned) await warn(tx, endpointId);
  return { consecutiveFailures: row?.consecutive_failures ?? 0, disabled };
}

/** At most once until it succeeds or is enabled again. */
async function warn(tx: EntityManager, endpointId: string): Promise<void> {
  await tx.query('UPDATE webhook_endpoints SET warned_at = now() WHERE id = $1', [endpointId]);
  await tellOthers(tx, endpointId, 'webhook_failing');
}

async function disable(tx: EntityManager, endpointId: string, reason: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_endpoints
     SET is_enabled = false, disabled_reason = $2, version = version + 1, updated_at = now() WHERE id = $1`,
    [endpointId, reason],
  );
  await tellOthers(tx, endpointId, `webhook_disabled_${reason}`);
}

/** Tells the other receivers, since this one cannot be told. */
async function tellOthers(tx: EntityManager, endpointId: string, code: string): Promise<void> {
  const details = { webhook_id: endpointId, code };
  await tx.query("SELECT notify_webhooks('event.failed', $1::jsonb)", [JSON.stringify(details)]);
}
