import type { EventLogAccess } from '../../inbox/ledger/event-log-books.js';
import type { RegisteredWebhook } from '../../providers/webhooks.js';

/** Where the provider reaches us. Without `publicUrl`, only the path is known. */
export interface Here {
  source: string;
  publicUrl: string | null;
}

/** The webhooks that lead to us, as far as our address is known. */
export function webhooksThatLeadTo(
  { source, publicUrl }: Here,
  registered: RegisteredWebhook[],
): RegisteredWebhook[] {
  const path = `/webhooks/${source}`;
  const url = publicUrl === null ? null : publicUrl + path;
  return registered.filter(({ endpoint }) => (url === null ? endpoint.endsWith(path) : endpoint === url));
}

/**
 * The webhooks whose logs tell what was sent to us, in a stable order. A disabled one has a log, too. If several have
 * our path, only `PUBLIC_URL` can tell which is ours: the others may belong to another installation.
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
