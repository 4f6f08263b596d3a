const startedAt = performance.now();

/** Writes what happened, and when, to standard error. */
export function note(text) {
  console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${text}`);
}
