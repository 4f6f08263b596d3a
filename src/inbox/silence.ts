/** Events of one source in the same hours of one day. */
export interface HourCount {
  source: string;
  /** 0 is today. */
  daysAgo: number;
  events: number;
}

/** A source that says nothing, and what it says usually. */
export interface Silence {
  source: string;
  usual: number;
}

/** What counts as silence. */
export const SILENCE_HOURS = 3;

/** Weeks look alike: so many days teach what is usual at this hour. */
export const BASELINE_DAYS = 14;

/** Fewer days teach nothing. */
const MIN_DAYS = 3;
/** So many events are usual at this hour, or silence is nothing special: e⁻²⁰ is the chance of none. */
const MIN_USUAL_EVENTS = 20;

/** Sources that said nothing although they usually do at this hour. */
export function findSilence(counts: HourCount[]): Silence[] {
  const sources = [...new Set(counts.map(({ source }) => source))].sort();
  return sources.flatMap((source) => {
    const own = counts.filter((count) => count.source === source);
    if (own.some(({ daysAgo, events }) => daysAgo === 0 && events > 0)) return [];
    const days = Math.max(...own.map(({ daysAgo }) => daysAgo));
    const usual = median(own, days);
    return days < MIN_DAYS || usual < MIN_USUAL_EVENTS ? [] : [{ source, usual }];
  });
}

/** What one day in two reaches: a single day on which an archive came in says nothing about the others. */
function median(counts: HourCount[], days: number): number {
  const events = counts.filter(({ daysAgo }) => daysAgo > 0).map((count) => count.events);
  const silent = Array<number>(days - events.length).fill(0);
  return [...silent, ...events].sort((a, b) => a - b)[Math.floor((days - 1) / 2)] ?? 0;
}
