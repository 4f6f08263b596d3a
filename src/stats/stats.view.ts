import type { Desk, Durations, Sending } from './figures.js';
import type { StatsDay } from './stats.js';

export class DurationsView {
  /** How often it happened. */
  count: number;
  /** Null if it did not happen. */
  median_seconds: number | null;
  p90_seconds: number | null;
}

export class DeskStatsView {
  /** Incoming mails, of every kind. */
  received: number;
  /** Tickets that were opened. */
  tickets: number;
  /** Tickets that got their first answer on this day, and how long they had waited for it. */
  first_response: DurationsView;
  /** Tickets that were solved or closed on this day, and how long after they were opened. */
  resolution: DurationsView;
}

export class MailboxStatsView extends DeskStatsView {
  mailbox_id: string;
}

export class SendingStatsView {
  /** How many different mails the provider reported this for on this day. */
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  /** Bounced mails as a share of all delivered or bounced ones, 0 to 1; null if no delivery was reported. */
  bounce_rate: number | null;
  /** Mails complained about as a share of all delivered ones, 0 to 1; null if no delivery was reported. */
  complaint_rate: number | null;
}

export class SuppressionStatsView {
  /** Addresses added to the list. */
  added: number;
  /** Addresses removed from the list. */
  released: number;
  /** By how many addresses the list grew. */
  growth: number;
}

export class ProcessingStatsView {
  /** Events that arrived on this day and were processed. */
  count: number;
  /** Time from receipt to the end of processing, pauses included. */
  median_ms: number | null;
  p90_ms: number | null;
  p99_ms: number | null;
}

export class StatsDayView extends DeskStatsView {
  object: 'stats_day';
  /** UTC. */
  day: string;
  /** When the figures were computed; null if nothing has happened on this day. */
  updated_at: string | null;
  sending: SendingStatsView;
  suppressions: SuppressionStatsView;
  processing: ProcessingStatsView;
  /** The same figures by mailbox, without mailboxes in which nothing happened. */
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

/** Four digits: providers act on a complaint rate of 0.1 %. */
const share = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 10_000;
