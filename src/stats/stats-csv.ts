import { toCsv } from '../platform/http/csv.js';
import type { DeskStatsView, StatsDayView } from './stats.view.js';

const COLUMNS = [
  'day',
  'mailbox_id',
  'received',
  'tickets',
  'first_responses',
  'first_response_median_seconds',
  'first_response_p90_seconds',
  'resolutions',
  'resolution_median_seconds',
  'resolution_p90_seconds',
  'sent',
  'delivered',
  'bounced',
  'complained',
  'bounce_rate',
  'complaint_rate',
  'suppressions_added',
  'suppressions_released',
  'processed',
  'processing_median_ms',
  'processing_p90_ms',
  'processing_p99_ms',
] as const;

type Line = Record<(typeof COLUMNS)[number], string | number | null>;

/** One line per day (`mailbox_id` empty), then one per mailbox; figures that a mailbox does not have are empty. */
export function statsCsv(days: StatsDayView[]): string {
  return toCsv(
    COLUMNS,
    days.flatMap((day) => [dayLine(day), ...day.mailboxes.map((mailbox) => mailboxLine(day.day, mailbox))]),
  );
}

const EMPTY_LINE = Object.fromEntries(COLUMNS.map((column) => [column, null])) as Line;

function mailboxLine(day: string, desk: DeskStatsView & { mailbox_id?: string }): Line {
  const { first_response: response, resolution } = desk;
  return {
    ...EMPTY_LINE,
    day,
    mailbox_id: desk.mailbox_id ?? null,
    received: desk.received,
    tickets: desk.tickets,
    first_responses: response.count,
    first_response_median_seconds: response.median_seconds,
    first_response_p90_seconds: response.p90_seconds,
    resolutions: resolution.count,
    resolution_median_seconds: resolution.median_seconds,
    resolution_p90_seconds: resolution.p90_seconds,
  };
}

function dayLine(day: StatsDayView): Line {
  const { sending, suppressions, processing } = day;
  return {
    ...mailboxLine(day.day, day),
    ...sending,
    suppressions_added: suppressions.added,
    suppressions_released: suppressions.released,
    processed: processing.count,
    processing_median_ms: processing.median_ms,
    processing_p90_ms: processing.p90_ms,
    processing_p99_ms: processing.p99_ms,
  };
}
