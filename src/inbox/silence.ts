import type { Alarm } from '../platform/health/alarms.js';

/** Events of one source in the same hours of one day. */
export interface HourCount {
  source: string;
  /** 0 is today. */
  daysAgo: number;
  events: number;
}

/** What counts as silence. */
export const SILENCE_HOURS = 3;

/** Fewer days teach nothing. */
const MIN_DAYS = 3;
/** So many events are usual at this hour, or silence is nothing special: e⁻²⁰ is the chance of none. */
const MIN_USUAL_EVENTS = 20;

/** Sources that say nothing although they usually do at this hour. */
export function findSilence(counts: HourCount[]): Alarm[] {
  const sources = [...new Set(counts.map(({ source }) => source))].sort();
  return sources.flatMap((source) => {
    const own = counts.filter((count) => count.source === source);
    if (own.some(({ daysAgo, events }) => daysAgo === 0 && events > 0)) return [];
    const days = Math.max(...own.map(({ daysAgo }) => daysAgo));
    const usual = median(own, days);
    if (days < MIN_DAYS || usual < MIN_USUAL_EVENTS) return [];
    const detail = `No event of ${source} for ${SILENCE_HOURS} hours, against ${Math.round(usual)} usually: is its webhook still on?`;
    return [{ code: 'source_silent', detail }];
  });
}

/** What one day in two reaches: a single day on which an archive came in says nothing about the others. */
function median(counts: HourCount[], days: number): number {
  const events = counts.filter(({ daysAgo }) => daysAgo > 0).map((count) => count.events);
  const silent = Array<number>(days - events.length).fill(0);
  return [...silent, ...events].sort((a, b) => a - b)[Math.floor((days - 1) / 2)] ?? 0;
}
