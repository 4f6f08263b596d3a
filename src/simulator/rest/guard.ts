import { ApiError } from '../api-error.js';
import type { ApiRequest } from '../http.js';
import type { World } from '../world.js';

/** The account's two keys, fixed so that tests and the demo can name them. They open nothing but a simulator. */
export const FULL_ACCESS_KEY = 're_sim_full_access';
/** May only send. */
export const SENDING_ACCESS_KEY = 're_sim_sending_access';

const SENDING_ROUTES = new Set(['POST /emails', 'POST /emails/batch']);

/** Throws unless the request's key may call this route. */
export function checkKey(request: ApiRequest, route: string): void {
  const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined)
    throw new ApiError('missing_api_key', 'Missing API key in the authorization header.');
  if (key === FULL_ACCESS_KEY) return;
  if (key !== SENDING_ACCESS_KEY) throw new ApiError('invalid_api_key', 'API key is invalid');
  if (!SENDING_ROUTES.has(route))
    throw new ApiError('restricted_api_key', 'This API key is restricted to only send emails');
}

/** Counts requests in fixed windows of one second, over all keys of the team. */
export class RateLimit {
  constructor(private readonly world: World) {}

  /** Counts one request. Throws `rate_limit_exceeded` above the limit; refused requests count too. */
  count(): void {
    const { rateWindow, plan, clock } = this.world;
    const second = Math.floor(clock.nowMs() / 1000);
    rateWindow.used = second === rateWindow.second ? rateWindow.used + 1 : 1;
    rateWindow.second = second;
    if (rateWindow.used > plan.rate_limit) throw rateLimited(plan.rate_limit);
  }

  /** The headers of every answer of the REST face (recorded in resend-node's test suite). */
  headers(): Record<string, string> {
    const { rate_limit: limit, daily_quota: daily } = this.world.plan;
    const usage = this.world.quota.usage();
    return {
      'ratelimit-limit': String(limit),
      'ratelimit-policy': `${limit};w=1`,
      'ratelimit-remaining': String(Math.max(limit - this.world.rateWindow.used, 0)),
      'ratelimit-reset': '1',
      'x-resend-monthly-quota': String(usage.month),
      ...(daily === null ? {} : { 'x-resend-daily-quota': String(usage.day) }),
    };
  }
}

/** The 429 of the rate limit. */
export function rateLimited(limit: number, retryAfterS = 1): ApiError {
  return new ApiError(
    'rate_limit_exceeded',
    `Too many requests. You can only make ${limit} requests per second.`,
    { 'retry-after': String(retryAfterS), 'ratelimit-remaining': '0' },
  );
}
