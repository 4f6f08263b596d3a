import { selfmx } from './hmac/selfmx.js';
import { pristinesend } from './pristinesend/pristinesend.js';
import { type Provider } from './provider.js';
import { reloop } from './reloop/reloop.js';
import { resend } from './resend/resend.js';

/** Every sender whose webhooks we understand, in the order of the documentation. */
export const PROVIDERS: readonly Provider[] = [resend, pristinesend, reloop, selfmx];

/** The provider of `POST /webhooks/:source`; null when there is none of that id. */
export function findProvider(id: string): Provider | null {
  return PROVIDERS.find((provider) => provider.id === id) ?? null;
}
