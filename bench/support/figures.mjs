/** The median: one disturbed round does not matter. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export const ratio = (value) => Math.round(value * 100) / 100;

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Goals of measures. */
export const atLeast = (limit) => ({ text: `≥ ${limit}`, isMet: (value) => value >= limit });
export const atMost = (limit) => ({ text: `≤ ${limit}`, isMet: (value) => value <= limit });
export const exactly = (wanted) => ({ text: `${wanted}`, isMet: (value) => value === wanted });

/** @param rows `[measure, value, goal?]` */
export const tableOf = (rows) =>
  [
    '| measure | | goal |',
    '|---|--:|--:|',
    ...rows.map(([name, value, goal]) => `| ${name} | ${value} | ${goal?.text ?? ''} |`),
  ].join('\n');

/** Names of the measures that miss their goal. */
export const missed = (rows) =>
  rows.filter(([, value, goal]) => goal !== undefined && !goal.isMet(value)).map(([name]) => name);
