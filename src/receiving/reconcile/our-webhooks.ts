import type { EventLogAccess } from '../../inbox/ledger/event-log-books.js';
import type { RegisteredWebhook } from '../../providers/webhooks.js';

/** Where the provider reaches us; without `publicUrl` only the path is known. */
export interface Here {
  source: string;
  publicUrl: string | null;
}

/** Those that lead to us, as far as we know where we are. */
export function webhooksThatLeadTo(
  { source, publicUrl }: Here,
  registered: RegisteredWebhook[],
): RegisteredWebhook[] {
  const path = `/webhooks/${source}`;
  const url = publicUrl === null ? null : publicUrl + path;
  return registered.filter(({ endpoint }) => (url === null ? endpoint.endsWith(path) : endpoint === url));
}

/**
 * The webhooks whose logs tell what was sent to us, in an order that stays. One that is disabled has a log all the same.
 * Of several with our path, only `PUBLIC_URL` can say which is ours: the others may be of another installation.
 */
export function logsOfOurs(
  registered: RegisteredWebhook[],
  here: Here,
): { access: EventLogAccess; webhookIds: string[] } {
  const ours = webhooksThatLeadTo(here, registered);
  if (ours.length > 1 && here.publicUrl === null) return { access: 'ambiguous', webhookIds: [] };
  const webhookIds = ours.map(({ id }) => id).filter((id) => id !== null);
  return { access: webhookIds.length === 0 ? 'not_registered' : 'open', webhookIds: webhookIds.sort() };
}
