import { RateBudget } from './rate-budget.js';

const budgets = new Map<string, RateBudget>();

/** The one budget of a process for an API key: whoever fetches and whoever sends draw on the same limit. */
export function sharedBudget(apiKey: string, requestsPerSecond: number): RateBudget {
  const budget = budgets.get(apiKey) ?? new RateBudget(requestsPerSecond);
  budgets.set(apiKey, budget);
  return budget;
}
