const startedAt = performance.now();

/** A line of what happened when, on standard error. */
export function note(text) {
  console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${text}`);
}
