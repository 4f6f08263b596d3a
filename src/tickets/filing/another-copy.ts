import { type Sql, sql } from '../../platform/database/sql.js';
import { addressKey } from '../../suppressions/address-key.js';
import type { Route } from '../mailboxes/route-mail.js';
import { continuingTicket } from './continue-ticket.js';
import type { InboundMessage } from './inbound-message.js';
import type { FiledBefore } from './known.js';

/**
 * What to write for a mail that was filed before; usually nothing. A server that delivers to each recipient separately
 * hands in the same bytes once for each, and only the envelope names who got a blind copy. So if this copy's envelope
 * names mailboxes that the first one did not, the ticket is added to them.
 */
export function addingCopy({ eventId, recipients }: InboundMessage, same: FiledBefore, route: Route): Sql[] {
  if (eventId === same.event_id || route.isCatchAll) return [];
  const envelope = new Set(recipients.map(addressKey));
  const known = new Set(same.routing.map(({ recipient }) => recipient));
  const steps = route.steps.filter(({ recipient }) => envelope.has(recipient) && !known.has(recipient));
  if (steps.length === 0) return [];
  const mailboxIds = [...new Set(steps.map(({ mailbox_id }) => mailbox_id))];
  return [
    ...(same.root_id === null ? [] : [continuingTicket(same.root_id, { isHuman: false, mailboxIds })]),
    sql`UPDATE messages SET routing = routing || ${JSON.stringify(steps)}::jsonb WHERE id = ${same.id}`,
  ];
}
