import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import type { BadSetting } from '../platform/config/read-config.js';
import { Log } from '../platform/logging/log.js';
import { Problem } from '../platform/problem/problem.js';
import { type Provider } from '../providers/provider.js';
import { configuredProviders } from '../providers/configured-providers.js';
import { InvalidProfiles } from '../providers/hmac/profile-file.js';
import { Providers } from '../providers/registry.js';
import { SOURCE_NOT_CONFIGURED, SOURCE_UNKNOWN } from './problems.js';

/** A provider whose webhooks we can verify. */
export interface WebhookSource {
  provider: Provider;
  secrets: string[];
}

/** The known sources and their secrets. */
@Injectable()
export class WebhookSources implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly providers: Providers,
    private readonly log: Log,
  ) {}

  /** Logged at start, so that a forgotten secret is noticed before the first webhook is refused. */
  onApplicationBootstrap(): void {
    const sources = this.providers.all.filter((provider) => secretsOf(provider, this.config).length > 0);
    if (sources.length > 0) this.log.info({ sources: sources.map(({ id }) => id) }, 'webhooks are taken');
    else this.log.info({}, 'no webhook secret is set: webhooks are answered 503');
  }

  /** Whether `get` would return it. */
  has(id: string): boolean {
    const provider = this.providers.find(id);
    return provider !== null && secretsOf(provider, this.config).length > 0;
  }

  /** @throws Problem source-unknown, or source-not-configured (503: the provider tries again, nothing is lost) */
  get(id: string): WebhookSource {
    const provider = this.providers.find(id);
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

/**
 * Sources fail closed: an unusable profile file stops the start, and so does a secret that anybody could guess (design
 * §6.13).
 */
export function badSources(config: Config): BadSetting[] {
  try {
    return badSecrets(configuredProviders(config.hmacProfiles), config);
  } catch (error) {
    if (!(error instanceof InvalidProfiles)) throw error;
    return error.problems.map((reason) => ({ variable: 'HMAC_PROFILES', reason }));
  }
}

function badSecrets(providers: Providers, config: Config): BadSetting[] {
  return providers.all.flatMap((provider) =>
    secretsOf(provider, config)
      .map((secret) => provider.checkSecret(secret))
      .filter((reason) => reason !== null)
      .map((reason) => ({ variable: provider.secretVariable, reason })),
  );
}

/** The configured signing secrets of a provider. */
export const secretsOf = ({ secretVariable }: Provider, { webhookSecrets }: Config): string[] =>
  webhookSecrets[secretVariable] ?? [];
