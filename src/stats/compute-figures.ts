import type { EntityManager } from 'typeorm';
import { PATIENCE_MS } from '../inbox/retry-schedule.js';
import type { Day } from './day.js';
import {
  type Desk,
  type Figures,
  IDLE,
  type Processing,
  type Sending,
  type SuppressionChanges,
} from './figures.js';

/**
 * Computes one day from what happened on it. Only lasting facts are counted (a mail came, a ticket was opened,
 * answered, solved), each on the day on which it happened, so a past day changes only if more is learnt about it. Every
 * statement reads one day through an index.
 */
export async function computeFigures(tx: EntityManager, day: Day): Promise<Figures> {
  const desks = mergeDesks(await countReceived(tx, day), await countTickets(tx, day));
  const { [ALL]: whole = IDLE, ...mailboxes } = desks;
  return {
    ...whole,
    sending: await countSending(tx, day),
    suppressions: await countSuppressions(tx, day),
    processing: await measureProcessing(tx, day),
    mailboxes,
  };
}

/** Key of all mailboxes together. */
const ALL = 'all';

type DeskRow = { mailbox_id: string | null } & Partial<Desk>;

function countReceived(tx: EntityManager, { start, end }: Day): Promise<DeskRow[]> {
  return tx.query(
    `SELECT mailbox_id, count(*)::int AS received FROM messages
     WHERE direction = 'inbound' AND received_at >= $1 AND received_at < $2
     GROUP BY GROUPING SETS ((mailbox_id), ())`,
    [start, end],
  );
}

/** A ticket that is reopened and solved again has been solved twice. */
function countTickets(tx: EntityManager, { firstId, endId }: Day): Promise<DeskRow[]> {
  return tx.query(
    `WITH fact AS (
       SELECT ticket.mailbox_id, extract(epoch FROM event.at - ticket.created_at) AS seconds,
              event.kind = 'opened' OR (event.kind = 'split' AND event.data ? 'from_ticket_id') AS opens,
              event.kind = 'reply_written' AND NOT EXISTS (
                SELECT FROM ticket_events AS earlier
                WHERE earlier.ticket_id = event.ticket_id AND earlier.id < event.id
                  AND earlier.kind = 'reply_written') AS responds,
              event.kind = 'changed' AND event.data#>>'{status,to}' IN ('solved', 'closed')
                AND event.data#>>'{status,from}' NOT IN ('solved', 'closed') AS resolves
       FROM ticket_events AS event JOIN tickets AS ticket ON ticket.id = event.ticket_id
       WHERE event.id >= $1 AND event.id < $2 AND event.kind IN ('opened', 'split', 'reply_written', 'changed')
     )
     SELECT mailbox_id, count(*) FILTER (WHERE opens)::int AS tickets,
            ${durations('responds')} AS first_response, ${durations('resolves')} AS resolution
     FROM fact GROUP BY GROUPING SETS ((mailbox_id), ())`,
    [firstId, endId],
  );
}

const durations = (which: string): string => `
  jsonb_build_object('count', count(*) FILTER (WHERE ${which}),
    'median', round(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE ${which})),
    'p90', round(percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE ${which})))`;

function mergeDesks(...lists: DeskRow[][]): Record<string, Desk> {
  const desks: Record<string, Desk> = {};
  for (const { mailbox_id: mailboxId, ...figures } of lists.flat()) {
    desks[mailboxId ?? ALL] = { ...IDLE, ...desks[mailboxId ?? ALL], ...figures };
  }
  return desks;
}

/** Counts mails, not events: a mail that two recipients complained about counts once. */
async function countSending(tx: EntityManager, { start, end }: Day): Promise<Sending> {
  const mails = (kind: string) => `count(DISTINCT mail_key) FILTER (WHERE kind = '${kind}')::int AS ${kind}`;
  const [row] = await tx.query<Sending[]>(
    `SELECT ${['sent', 'delivered', 'bounced', 'complained'].map(mails).join(', ')}
     FROM delivery_events WHERE occurred_at >= $1 AND occurred_at < $2`,
    [start, end],
  );
  return row!;
}

/** `suppressed` puts an address on the list; each action that takes one off has a name of its own. */
async function countSuppressions(tx: EntityManager, { firstId, endId }: Day): Promise<SuppressionChanges> {
  const [row] = await tx.query<SuppressionChanges[]>(
    `SELECT count(*) FILTER (WHERE action = 'suppressed')::int AS added,
            count(*) FILTER (WHERE action NOT IN ('suppressed', 'reason_changed', 'evidence_recorded'))::int AS released
     FROM suppression_history WHERE id >= $1 AND id < $2`,
    [firstId, endId],
  );
  return row!;
}

/** An event that ended later than any retry was replayed by somebody: its time says nothing about ours. */
async function measureProcessing(tx: EntityManager, { firstId, endId }: Day): Promise<Processing> {
  const at = (share: number) =>
    `round(percentile_cont(${share}) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - received_at)) * 1000)`;
  const [row] = await tx.query<Processing[]>(
    `SELECT count(*)::int AS count, ${at(0.5)}::float8 AS median, ${at(0.9)}::float8 AS p90, ${at(0.99)}::float8 AS p99
     FROM inbox_events
     WHERE id >= $1 AND id < $2 AND status = 'processed'
       AND finished_at < received_at + make_interval(secs => $3::float8 / 1000)`,
    [firstId, endId, PATIENCE_MS],
  );
  return row!;
}
