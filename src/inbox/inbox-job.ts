import type { BulkJobOptions } from 'bullmq';

/** An event that waits for a worker. */
export interface Dispatch {
  eventId: string;
  kind: string;
  /** Grows whenever a new job is wanted although the queue may still know an old one. */
  dispatches: number;
}

/** Job payload: ids only, so that losing the queue loses time and never mail. */
export interface InboxJob {
  event_ids: string[];
}

/**
 * At most this many events share a job: taking and ending one costs PostgreSQL as much as filing a mail. With more, one
 * worker would keep events while others are idle.
 */
const MAX_EVENTS = 4;
/** A bulk becomes this many jobs before any of them gets a second event. */
const SPREAD = 4;

/** The jobs of one bulk for one queue. */
export function toJobs(
  name: string,
  dispatches: readonly Dispatch[],
  options: Pick<BulkJobOptions, 'delay'>,
): { name: string; data: InboxJob; opts: BulkJobOptions }[] {
  const size = Math.min(MAX_EVENTS, Math.ceil(dispatches.length / SPREAD));
  const count = size === 0 ? 0 : Math.ceil(dispatches.length / size);
  return Array.from({ length: count }, (_, place) => {
    const shared = dispatches.slice(place * size, (place + 1) * size);
    return {
      name,
      data: { event_ids: shared.map(({ eventId }) => eventId) },
      opts: { jobId: shared.map(markOf).join(SEPARATOR), ...options },
    };
  });
}

/** The dispatches that these jobs carry; a job's id names all of its own. */
export function carriedBy(jobIds: readonly string[], dispatches: readonly Dispatch[]): Dispatch[] {
  const marks = new Set(jobIds.flatMap((id) => id.split(SEPARATOR)));
  return dispatches.filter((dispatch) => marks.has(markOf(dispatch)));
}

const SEPARATOR = ',';

const markOf = ({ eventId, dispatches }: Dispatch): string => `${eventId}-${dispatches}`;
