import type { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { RequestBudget } from '../request-budget.js';
import type { ResendApiSettings } from './api-caller.js';

/** How Resend is asked with the configured key, within the budget of all who use it. Null: no key is configured. */
export function configuredResend(
  { resendApiKey: apiKey, resendBaseUrl: baseUrl, resendRequestsPerSecond }: Config,
  database: DataSource,
): ResendApiSettings | null {
  if (apiKey === null) return null;
  return { apiKey, baseUrl, budget: new RequestBudget(database, apiKey, resendRequestsPerSecond) };
}
