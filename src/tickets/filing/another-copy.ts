import { type Sql, sql } from '../../platform/database/sql.js';
import { addressKey } from '../../suppressions/address-key.js';
import type { Route } from '../mailboxes/route-mail.js';
import { continuingTicket } from './continue-ticket.js';
import type { InboundMessage } from './inbound-message.js';
import type { FiledBefore } from './known.js';

/**
 * What a mail that was filed before leads to: nothing, or when it is another copy, with an envelope that names mailboxes of
 * which the first one knew nothing, that its ticket is brought there too. A server that delivers to each recipient for
 * itself hands the same bytes in once for each, and who got a blind copy stands in the envelope alone.
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
