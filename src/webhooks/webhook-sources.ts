import { Injectable } from '@nestjs/common';
import { type BadSetting, Config } from '../platform/config/config.js';
import { Problem } from '../platform/problem/problem.js';
import { type Provider } from '../providers/provider.js';
import { findProvider, PROVIDERS } from '../providers/registry.js';
import { SOURCE_NOT_CONFIGURED, SOURCE_UNKNOWN } from './problems.js';

/** A provider whose webhooks we can verify. */
export interface WebhookSource {
  provider: Provider;
  secrets: string[];
}

/** Which sources there are, and their secrets. */
@Injectable()
export class WebhookSources {
  constructor(private readonly config: Config) {}

  /** @throws Problem source-unknown, or source-not-configured (503: the provider tries again, nothing is lost) */
  get(id: string): WebhookSource {
    const provider = findProvider(id);
    if (provider === null) throw new Problem(SOURCE_UNKNOWN, `There is no webhook source of this name.`);
    const secrets = secretsOf(provider, this.config);
    if (secrets.length === 0) {
      throw new Problem(
        SOURCE_NOT_CONFIGURED,
        `${provider.secretVariable} is not set, so nothing can be verified.`,
      );
    }
    return { provider, secrets };
  }
}

/** Secrets fail closed: one that anybody could guess stops the start (design §6.13). */
export function badSigningSecrets(config: Config): BadSetting[] {
  return PROVIDERS.flatMap((provider) =>
    secretsOf(provider, config)
      .map((secret) => provider.checkSecret(secret))
      .filter((reason) => reason !== null)
      .map((reason) => ({ variable: provider.secretVariable, reason })),
  );
}

/** The configured signing secrets of a provider. */
export function secretsOf(provider: Provider, config: Config): string[] {
  const secrets: Record<string, string[]> = {
    resend: config.resendWebhookSecret,
    pristinesend: config.pristinesendWebhookSecret,
    reloop: config.reloopWebhookSecret,
    selfmx: config.selfmxWebhookSecret,
  };
  return secrets[provider.id] ?? [];
}
