import { ApiError } from './api-error.js';
import { isObject, type JsonObject } from './json.js';

/** What becomes of a mail sent to an address. */
export type SendOutcome =
  'delivered' | 'bounced' | 'complained' | 'suppressed' | 'delivery_delayed' | 'failed';

/** The account's plan, and switches for what Resend's documents leave open; changed by `POST /_sim/plan`. */
export interface Plan {
  /** Requests per second and team. Resend: 10 (2025: 2). */
  rate_limit: number;
  /** Mails per UTC day, sent and received; null for a paid plan. */
  daily_quota: number | null;
  /** Mails per month, sent and received; null for no limit. */
  monthly_quota: number | null;
  /** Domains with a verified Receiving record; null accepts any. Mail for others is dropped silently. */
  receiving_domains: string[] | null;
  /** Domains one may send from; null for any. */
  sending_domains: string[] | null;
  /** Outcome by recipient address; overrides the `@resend.dev` test addresses. */
  outcomes: Record<string, SendOutcome>;
  /** Page size of a list requested without `limit`; null for the whole list (the documents say both). */
  list_default_limit: number | null;
  /** Whether items of the received list carry `received_for` (SDK type: yes, docs example: no). */
  list_received_for: boolean;
  /** HTML with inlined images above this size is answered as `cid`, whatever was requested. Resend: 100 MB. */
  data_uri_max_bytes: number;
  /** ±20 % on every retry delay. */
  jitter: boolean;
  /** How long an endpoint may take, ms. Hosted Svix: 15 s. */
  attempt_timeout_ms: number;
  /** Obey the answer header `webhook-delivery: abort-message | disable` (Svix; Resend does not mention it). */
  delivery_control: boolean;
  /** Order of members in a webhook body; both occur in the wild. */
  key_order: 'type_first' | 'created_at_first';
  /** Send `webhook-*` headers in place of `svix-*`. */
  whitelabel_headers: boolean;
  /** Whether a disabled endpoint's log continues, with events that were not sent (Resend does not say). */
  log_while_disabled: boolean;
  /** Sign with the wall clock, which receivers check against, or with the virtual one. */
  sign_with: 'wall' | 'virtual';
}

/** A fresh paid account. */
export function defaultPlan(): Plan {
  return {
    rate_limit: 10,
    daily_quota: null,
    monthly_quota: null,
    receiving_domains: null,
    sending_domains: null,
    outcomes: {},
    list_default_limit: 20,
    list_received_for: true,
    data_uri_max_bytes: 100_000_000,
    jitter: false,
    attempt_timeout_ms: 15_000,
    delivery_control: false,
    key_order: 'type_first',
    whitelabel_headers: false,
    log_while_disabled: false,
    sign_with: 'wall',
  };
}

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number' && value >= 0;
const isFlag: Check = (value) => typeof value === 'boolean';
const isNames: Check = (value) => Array.isArray(value) && value.every((name) => typeof name === 'string');
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (...allowed: string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value);

const isOutcome = oneOf('delivered', 'bounced', 'complained', 'suppressed', 'delivery_delayed', 'failed');

const CHECKS: Record<keyof Plan, Check> = {
  rate_limit: isNumber,
  daily_quota: orNull(isNumber),
  monthly_quota: orNull(isNumber),
  receiving_domains: orNull(isNames),
  sending_domains: orNull(isNames),
  outcomes: (value) => isObject(value) && Object.values(value).every(isOutcome),
  list_default_limit: orNull(isNumber),
  list_received_for: isFlag,
  data_uri_max_bytes: isNumber,
  jitter: isFlag,
  attempt_timeout_ms: isNumber,
  delivery_control: isFlag,
  key_order: oneOf('type_first', 'created_at_first'),
  whitelabel_headers: isFlag,
  log_while_disabled: isFlag,
  sign_with: oneOf('wall', 'virtual'),
};

/** Changes the given members. If one is wrong, throws `invalid_parameter` and changes nothing. */
export function changePlan(plan: Plan, changes: JsonObject): void {
  const checks = new Map<string, Check>(Object.entries(CHECKS));
  const wrong = Object.entries(changes).filter(([name, value]) => !checks.get(name)?.(value));
  if (wrong.length > 0)
    throw new ApiError(
      'invalid_parameter',
      `Unknown or wrong plan members: ${wrong.map(([name]) => name).join(', ')}.`,
    );
  Object.assign(plan, changes);
}
