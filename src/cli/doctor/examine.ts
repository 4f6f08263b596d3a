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

/** Makes all checks, one after the other. One that throws has failed; the others are made all the same. */
export async function* examine(config: Readonly<Config>): AsyncIterable<Finding> {
  for (const check of CHECKS) {
    yield {
      about: check.about,
      ...(await check.look(config).catch((error: unknown) => unreachable(error, check.ifUnreachable))),
    };
  }
}

/**
 * Names the kind of failure, and more only if the message is ours: a library's message may contain a URL with a
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
