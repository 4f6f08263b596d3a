import { queueOf } from '../../inbox/queues.js';
import type { Config } from '../../platform/config/config.js';
import { KeyNotPermitted } from '../../providers/provider-errors.js';
import { configuredProviders } from '../../providers/configured-providers.js';
import { RESEND_API_URL } from '../../providers/resend/api-caller.js';
import { kindOfResendType, RESEND_EVENT_KINDS } from '../../providers/resend/event-types.js';
import { ResendReceivingApi } from '../../providers/resend/receiving-api.js';
import { ResendWebhooksApi } from '../../providers/resend/webhooks-api.js';
import type { RegisteredWebhook } from '../../providers/webhooks.js';
import { webhooksThatLeadTo } from '../../receiving/reconcile/our-webhooks.js';
import { secretsOf } from '../../webhooks/webhook-sources.js';
import { type Check, fail, ok, warn } from './finding.js';

/** The events that Postroom acts on (README, "Connecting Resend"). Without `email.received` there is no mail. */
const NEEDED_EVENTS = Object.keys(RESEND_EVENT_KINDS).filter(
  (type) => queueOf(kindOfResendType(type)) !== null,
);

/** A quarter of what signatures allow. */
const MAX_SKEW_MS = 75_000;

const REQUEST_TIMEOUT_MS = 10_000;

const KEY_ADVICE = 'Create a key with full access and set RESEND_API_KEY.';

const withoutKey = (consequence: string) =>
  warn(`RESEND_API_KEY is not set: ${consequence}.`, 'Create a key with full access at Resend and set it.');

const settingsOf = ({ resendApiKey, resendBaseUrl }: Config) => ({
  apiKey: resendApiKey!,
  baseUrl: resendBaseUrl,
  requestTimeoutMs: REQUEST_TIMEOUT_MS,
});

export const secretsCheck: Check = {
  about: 'webhook secrets',
  ifUnreachable: 'Check the settings.',
  look(config) {
    const { all } = configuredProviders(config.hmacProfiles);
    const configured = all.filter((provider) => secretsOf(provider, config).length > 0);
    if (configured.length > 0) {
      return Promise.resolve(ok(`Set for ${configured.map(({ id }) => id).join(', ')}.`));
    }
    return Promise.resolve(
      warn(
        'None is set: every source answers 503.',
        'Set RESEND_WEBHOOK_SECRET to the signing secret (whsec_…).',
      ),
    );
  },
};

export const providerKeyCheck: Check = {
  about: 'Resend key',
  ifUnreachable:
    'Check that this machine reaches Resend (RESEND_BASE_URL), and what Resend says of its state.',
  async look(config) {
    if (config.resendApiKey === null) return withoutKey('received mail waits');
    try {
      await new ResendReceivingApi(settingsOf(config)).list();
      return ok('Received mail can be read.');
    } catch (error) {
      if (!(error instanceof KeyNotPermitted)) throw error;
      return fail(`The key may not read received mail (${error.message}).`, KEY_ADVICE);
    }
  },
};

export const providerWebhookCheck: Check = {
  about: 'Resend webhook',
  ifUnreachable: 'See Resend key.',
  async look(config) {
    if (config.resendApiKey === null) return withoutKey('what is registered is not known');
    if (config.publicUrl === null) {
      return warn(
        'PUBLIC_URL is not set: nothing to compare with.',
        'Set it to the address that Resend can reach.',
      );
    }
    const webhooks = await new ResendWebhooksApi(settingsOf(config)).registered().catch(orNotPermitted);
    if (webhooks === null) return warn('The key may not ask which webhooks there are.', KEY_ADVICE);
    const { publicUrl } = config;
    return judgeWebhooks(
      `${publicUrl}/webhooks/resend`,
      webhooksThatLeadTo({ source: 'resend', publicUrl }, webhooks),
      webhooks.length,
    );
  },
};

function orNotPermitted(error: unknown): null {
  if (error instanceof KeyNotPermitted) return null;
  throw error;
}

function judgeWebhooks(url: string, ours: RegisteredWebhook[], registered: number) {
  const [webhook] = ours;
  if (webhook === undefined) {
    return fail(
      `None of ${registered} leads to ${url}.`,
      `Add it at Resend for ${NEEDED_EVENTS.join(', ')}.`,
    );
  }
  if (!ours.some(({ isEnabled }) => isEnabled)) {
    return fail(`${url} is disabled.`, 'Enable it at Resend, then POST /v1/ledger/reconcile.');
  }
  if (ours.length > 1)
    return warn(`${url} is registered ${ours.length} times.`, 'Remove all but one at Resend.');
  const missing = NEEDED_EVENTS.filter((type) => webhook.events !== null && !webhook.events.includes(type));
  if (missing.length === 0) return ok(`${url} has all events it needs.`);
  const say = missing.includes('email.received') ? fail : warn;
  return say(`${url} does not have ${missing.join(', ')}.`, 'Add these events to it at Resend.');
}

export const providerClockCheck: Check = {
  about: 'Resend clock',
  ifUnreachable: 'See Resend key.',
  async look({ resendApiKey, resendBaseUrl, webhookSecrets }) {
    if (resendApiKey === null && webhookSecrets.RESEND_WEBHOOK_SECRET === undefined) {
      return ok('Resend is not used.');
    }
    const before = Date.now();
    const { headers } = await fetch(resendBaseUrl ?? RESEND_API_URL, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    const theirs = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return warn("Resend's answer has no Date.", 'Make sure that NTP runs.');
    const skewMs = Math.round((before + Date.now()) / 2 - theirs);
    const seen = `Ours differs from Resend's by about ${Math.round(skewMs / 1000)} s.`;
    if (Math.abs(skewMs) <= MAX_SKEW_MS) return ok(seen);
    return fail(seen, 'Synchronise the clock (NTP): signatures that are too old or too new are refused.');
  },
};
