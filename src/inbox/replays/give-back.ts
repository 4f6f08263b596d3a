import type { EntityManager } from 'typeorm';
import { idsSince, idsUntil } from '../../platform/database/ids-in-time.js';
import type { Providers } from '../../providers/registry.js';
import { kindToday, type Recognisable, UNKNOWN } from '../kind-today.js';
import { HANDLED_KINDS, queueOf } from '../queues.js';
import { RUN_AGAIN } from '../run-again.js';
import type { EventReplay } from './event-replay.entity.js';
import type { ReplayEvents } from './replay.dto.js';

/** Events per statement: well under a second. */
const BATCH = 1_000;

/**
 * A filter in SQL, with $1 to $8 from `parametersOf`. Kinds that nobody handles are left alone; events of unknown kind
 * are included, to be identified again.
 */
export const MEETS_FILTER = `status = $1 AND payload_purged_at IS NULL AND kind = ANY($2)
  AND ($3::text IS NULL OR source = $3) AND ($4::text IS NULL OR type = $4)
  AND ($5::text IS NULL OR last_error->>'code' = $5)
  AND ($6::timestamptz IS NULL OR received_at >= $6) AND ${idsSince('id', '$6::timestamptz')}
  AND ($7::timestamptz IS NULL OR received_at < $7) AND ${idsUntil('id', '$7::timestamptz')}
  AND ($8::text IS NULL OR email_id = $8)`;

export const parametersOf = (filter: ReplayEvents): unknown[] => {
  const { status, source, type, error_code, since, until, email_id } = filter;
  return [status, [...HANDLED_KINDS, UNKNOWN], source, type, error_code, since, until, email_id].map(
    (value) => value ?? null,
  );
};

/**
 * Gives the next events of a replay back to the relay, which offers them to the workers in batches, so that fresh mail
 * does not wait behind them.
 *
 * @param replay locked by the caller
 */
export async function giveBack(tx: EntityManager, replay: EventReplay, providers: Providers): Promise<void> {
  const met = await tx.query<(Recognisable & { id: string })[]>(
    `SELECT id, source, delivery_id AS "deliveryId", kind, CASE kind WHEN '${UNKNOWN}' THEN payload ELSE 'null' END AS payload
     FROM inbox_events WHERE ${MEETS_FILTER} AND id > $9 AND id < $10
     ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
    [...parametersOf(replay.filter), replay.lastEventId, replay.id],
  );
  const runnable = met
    .map((event) => ({ id: event.id, kind: kindToday(event, providers) }))
    .filter(({ kind }) => queueOf(kind) !== null);
  await tx.query(
    `UPDATE inbox_events SET ${RUN_AGAIN}, due_at = now(), kind = given.kind
     FROM unnest($1::uuid[], $2::text[]) AS given (id, kind) WHERE inbox_events.id = given.id`,
    [runnable.map(({ id }) => id), runnable.map(({ kind }) => kind)],
  );
  await tx.query(
    `UPDATE event_replays
     SET replayed = replayed + $2, last_event_id = $3, status = CASE WHEN $4 THEN 'done' ELSE status END,
         finished_at = CASE WHEN $4 THEN now() END
     WHERE id = $1`,
    [replay.id, runnable.length, met.at(-1)?.id ?? replay.lastEventId, met.length < BATCH],
  );
}
