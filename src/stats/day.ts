import { firstIdAt } from '../platform/database/ids-in-time.js';

const DAY_MS = 24 * 3600 * 1000;

/** One UTC day, in the forms that queries need. */
export interface Day {
  /** `YYYY-MM-DD` */
  name: string;
  start: Date;
  end: Date;
  /** UUIDv7s of the day are in [firstId, endId). */
  firstId: string;
  endId: string;
}

/** @param name `YYYY-MM-DD` */
export function dayOf(name: string): Day {
  const start = Date.parse(`${name}T00:00:00.000Z`);
  const end = start + DAY_MS;
  return {
    name,
    start: new Date(start),
    end: new Date(end),
    firstId: firstIdAt(start),
    endId: firstIdAt(end),
  };
}

/** The day, `YYYY-MM-DD` in UTC, that many days before now. */
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
