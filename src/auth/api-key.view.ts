import type { ApiKey } from './api-key.entity.js';

export class ApiKeyView {
  object: 'api_key';
  id: string;
  name: string;
  /** The key's first characters. */
  prefix: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

/** The only answer that contains the key itself. */
export class NewApiKeyView extends ApiKeyView {
  /** Shown only this once. */
  key: string;
}

export function toApiKeyView(key: ApiKey): ApiKeyView {
  return {
    object: 'api_key',
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  };
}
