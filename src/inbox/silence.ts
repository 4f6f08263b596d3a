/** Events of one source in the same hours of one day. */
export interface HourCount {
  source: string;
  /** 0 is today. */
  daysAgo: number;
  events: number;
}

/** A silent source, and how many events it usually sends. */
export interface Silence {
  source: string;
  usual: number;
}

/** Hours without events after which a source counts as silent. */
export const SILENCE_HOURS = 3;

/** Days that show what is usual at this hour: two weeks, because weeks look alike. */
export const BASELINE_DAYS = 14;

/** Fewer days show nothing. */
const MIN_DAYS = 3;
/** With fewer usual events at this hour, silence is nothing special; with 20, the chance of none is e⁻²⁰. */
const MIN_USUAL_EVENTS = 20;

/** Sources that sent nothing although they usually do at this hour. */
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

/** What half of the days reach. A mean would count a single day on which an archive came in. */
function median(counts: HourCount[], days: number): number {
  const events = counts.filter(({ daysAgo }) => daysAgo > 0).map((count) => count.events);
  const silent = Array<number>(days - events.length).fill(0);
  return [...silent, ...events].sort((a, b) => a - b)[Math.floor((days - 1) / 2)] ?? 0;
}
