import type { Desk, Durations, Sending } from './figures.js';
import type { StatsDay } from './stats.js';

export class DurationsView {
  /** How often. */
  count: number;
  /** Null when it did not happen. */
  median_seconds: number | null;
  p90_seconds: number | null;
}

export class DeskStatsView {
  /** Mails that came in, of every kind. */
  received: number;
  /** Tickets that were opened. */
  tickets: number;
  /** Tickets that got their first answer on this day, and how long they had waited for it. */
  first_response: DurationsView;
  /** Tickets that were solved or closed on this day, and how long that took since they were opened. */
  resolution: DurationsView;
}

export class MailboxStatsView extends DeskStatsView {
  mailbox_id: string;
}

export class SendingStatsView {
  /** Different mails of which the provider told this on this day. */
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  /** Bounced of all that were delivered or bounced, 0 to 1; null when the provider does not tell of deliveries. */
  bounce_rate: number | null;
  /** Complained of all that were delivered, 0 to 1; null as above. */
  complaint_rate: number | null;
}

export class SuppressionStatsView {
  /** Addresses that came onto the list. */
  added: number;
  /** Addresses that left it. */
  released: number;
  /** By how many it grew. */
  growth: number;
}

export class ProcessingStatsView {
  /** Events that came in on this day and were processed. */
  count: number;
  /** From receipt to the end of processing, pauses included. */
  median_ms: number | null;
  p90_ms: number | null;
  p99_ms: number | null;
}

export class StatsDayView extends DeskStatsView {
  object: 'stats_day';
  /** UTC. */
  day: string;
  /** When it was added up; null when nothing has happened on this day. */
  updated_at: string | null;
  sending: SendingStatsView;
  suppressions: SuppressionStatsView;
  processing: ProcessingStatsView;
  /** The same by mailbox, without those in which nothing happened. */
  mailboxes: MailboxStatsView[];
}

export function toStatsDayView({ day, computedAt, figures }: StatsDay): StatsDayView {
  const { sending, suppressions, processing, mailboxes } = figures;
  return {
    object: 'stats_day',
    day,
    updated_at: computedAt?.toISOString() ?? null,
    ...toDeskView(figures),
    sending: { ...sending, ...ratesOf(sending) },
    suppressions: { ...suppressions, growth: suppressions.added - suppressions.released },
    processing: {
      count: processing.count,
      median_ms: processing.median,
      p90_ms: processing.p90,
      p99_ms: processing.p99,
    },
    mailboxes: Object.entries(mailboxes).map(([id, desk]) => ({ mailbox_id: id, ...toDeskView(desk) })),
  };
}

function toDeskView({ received, tickets, first_response, resolution }: Desk): DeskStatsView {
  return {
    received,
    tickets,
    first_response: toDurationsView(first_response),
    resolution: toDurationsView(resolution),
  };
}

const toDurationsView = ({ count, median, p90 }: Durations): DurationsView => ({
  count,
  median_seconds: median,
  p90_seconds: p90,
});

function ratesOf({ delivered, bounced, complained }: Sending) {
  if (delivered === 0) return { bounce_rate: null, complaint_rate: null };
  return {
    bounce_rate: share(bounced, delivered + bounced),
    complaint_rate: share(Math.min(complained, delivered), delivered),
  };
}

/** Four digits: a complaint rate of 0.1 % is what providers act on. */
const share = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 10_000;
