import { ApiError } from '../api-error.js';
import { type Answer, type ApiRequest } from '../http.js';
import { checkIds, findRoute, type Route } from '../router.js';
import type { World } from '../world.js';
import { withApiFaults } from './api-faults.js';
import { CDN_ROUTES } from './cdn.js';
import { EMAIL_ROUTES } from './emails.js';
import { checkKey, RateLimit } from './guard.js';
import { RECEIVING_ROUTES } from './receiving.js';
import { SUPPRESSION_ROUTES } from './suppressions.js';
import { WEBHOOK_EVENT_ROUTES } from './webhook-events.js';
import { WEBHOOK_ROUTES } from './webhooks.js';

/** The REST face, in the order in which routes are tried. */
const REST_ROUTES: readonly Route[] = [
  ...RECEIVING_ROUTES,
  ...EMAIL_ROUTES,
  ...SUPPRESSION_ROUTES,
  ...WEBHOOK_ROUTES,
  ...WEBHOOK_EVENT_ROUTES,
];

/** An answer, and the headers of all answers of its face. */
export interface FacedAnswer {
  answer: Answer;
  headers: Record<string, string>;
}

/** Answers as api.resend.com does: key, rate limit, ids, then the handler. */
export class RestFace {
  private readonly rateLimit: RateLimit;

  constructor(private readonly world: World) {
    this.rateLimit = new RateLimit(world);
  }

  async answer(request: ApiRequest): Promise<FacedAnswer> {
    const answer = await asAnswer(() => this.handle(request));
    return { answer, headers: this.rateLimit.headers() };
  }

  private async handle(request: ApiRequest): Promise<Answer> {
    const { route, params } = findRoute(REST_ROUTES, request.method, request.path);
    const name = `${route.method} ${route.path}`;
    this.world.countCall(name);
    checkKey(request, name);
    this.rateLimit.count();
    checkIds(params);
    const found = { ...request, params };
    return withApiFaults(found, this.world, () => route.handle(found, this.world));
  }
}

/** Answers a request for a signed URL: no key, no rate limit. */
export async function answerDownload(request: ApiRequest, world: World): Promise<Answer> {
  return asAnswer(() => {
    const { route, params } = findRoute(CDN_ROUTES, request.method, request.path);
    world.countCall(`${route.method} ${route.path}`);
    return route.handle({ ...request, params }, world);
  });
}

/** Turns a thrown ApiError into its answer; anything else is a bug of the simulator and is thrown again. */
export async function asAnswer(handle: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await handle();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, headers: error.headers, json: error.toJson() };
  }
}
