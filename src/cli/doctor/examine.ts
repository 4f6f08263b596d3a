import type { Config } from '../../platform/config/config.js';
import { findLastingReason } from '../../platform/database/connection-error.js';
import { ProviderError } from '../../providers/provider-errors.js';
import { databaseCheck, eventsCheck, queueCheck, storageCheck } from './check-machine.js';
import {
  providerClockCheck,
  providerKeyCheck,
  providerWebhookCheck,
  secretsCheck,
} from './check-provider.js';
import { type Check, fail, type Finding } from './finding.js';

const CHECKS: readonly Check[] = [
  databaseCheck,
  queueCheck,
  storageCheck,
  secretsCheck,
  providerKeyCheck,
  providerWebhookCheck,
  providerClockCheck,
  eventsCheck,
];

/** Looks at everything, one after the other; what cannot be looked at has failed, and the rest is looked at all the same. */
export async function* examine(config: Readonly<Config>): AsyncIterable<Finding> {
  for (const check of CHECKS) {
    yield {
      about: check.about,
      ...(await check.look(config).catch((error: unknown) => unreachable(error, check.ifUnreachable))),
    };
  }
}

/**
 * Says which kind of failure it was, and more only where the message is ours: that of a library may hold a URL with a
 * password.
 */
function unreachable(error: unknown, advice: string) {
  return fail(
    `It cannot be reached (${error instanceof ProviderError ? error.message : kindOf(error)}).`,
    advice,
  );
}

function kindOf(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { code, name } = cause as { code?: unknown; name?: unknown };
  const reason = findLastingReason(cause);
  return `${String(code ?? name)}${reason === null ? '' : `: ${reason}`}`;
}
