import { selfmx } from './hmac/selfmx.js';
import { pristinesend } from './pristinesend/pristinesend.js';
import { type Provider } from './provider.js';
import { reloop } from './reloop/reloop.js';
import { resend } from './resend/resend.js';

/** The senders that need no configuration but a secret, in the order of the documentation. */
export const BUILT_IN_PROVIDERS: readonly Provider[] = [resend, pristinesend, reloop, selfmx];

/** Every sender whose webhooks this service understands. */
export class Providers {
  private readonly byId: ReadonlyMap<string, Provider>;

  constructor(readonly all: readonly Provider[]) {
    this.byId = new Map(all.map((provider) => [provider.id, provider]));
  }

  /** The provider of `POST /webhooks/:source`; null if none has that id. */
  find(id: string): Provider | null {
    return this.byId.get(id) ?? null;
  }
}
