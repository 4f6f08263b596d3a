import type { EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';
import { findAddrSpec } from '../../providers/addresses.js';
import { indexShowing } from '../../tickets/search/index-words.js';
import type { StoredRequest } from '../../tickets/replies/outbox.js';
import { WITHDRAWN } from './emptied-deliveries.js';

interface WaitingMail {
  message_id: string;
  request: StoredRequest;
}

const REMAINING = 'recipients = ARRAY(SELECT unnest(recipients) EXCEPT SELECT unnest($1::text[]))';

/**
 * Removes the addresses from what we sent to others too. Waiting mail goes to the others alone. It is withdrawn if
 * there are none, or if the provider may have taken it already: one key must always send exactly the same mail.
 */
export async function forgetOutgoing(tx: EntityManager, addresses: string[]): Promise<void> {
  const waiting: WaitingMail[] = await tx.query(
    `SELECT message_id, request FROM outbound_mails
     WHERE recipients && $1::text[] AND state IN ('queued', 'sending') AND open_attempts = 0 FOR UPDATE`,
    [addresses],
  );
  const readdressed: string[] = [];
  for (const { message_id, request } of waiting) {
    const toOthers = withoutRecipients(request, addresses);
    if (toOthers.to.length === 0) continue;
    await tx.query(
      `UPDATE outbound_mails
       SET ${REMAINING}, request = $3, state = 'queued', lease_token = NULL, lease_until = NULL
       WHERE message_id = $2`,
      [addresses, message_id, toOthers],
    );
    readdressed.push(message_id);
  }
  const withdrawn = await forgetRecipients(tx, addresses, WITHDRAWN, "state IN ('queued', 'sending')");
  const over = await forgetRecipients(tx, addresses, "request = '{}'", 'true');
  await forgetInMessages(tx, addresses, [...readdressed, ...withdrawn, ...over]);
}

/** @returns the message ids of the mails */
async function forgetRecipients(
  tx: EntityManager,
  addresses: string[],
  change: string,
  condition: string,
): Promise<string[]> {
  const mails = await returning<{ message_id: string }>(
    tx,
    `UPDATE outbound_mails SET ${REMAINING}, ${change}
     WHERE recipients && $1::text[] AND ${condition} RETURNING message_id`,
    [addresses],
  );
  return mails.map(({ message_id }) => message_id);
}

/** A mail needs somebody in To (RFC 5322 allows none, providers do not): if nobody is left, those in Cc. */
function withoutRecipients(request: StoredRequest, addresses: string[]): StoredRequest {
  const others = (mailboxes: string[]) =>
    mailboxes.filter((mailbox) => !addresses.includes(findAddrSpec(mailbox) ?? ''));
  const [to, cc] = [others(request.to), others(request.cc)];
  return to.length > 0 ? { ...request, to, cc } : { ...request, to: cc, cc: [] };
}

async function forgetInMessages(tx: EntityManager, addresses: string[], ids: string[]): Promise<void> {
  const answers = await returning<{ ticket_id: string | null }>(
    tx,
    `UPDATE messages SET "to" = ${others('"to"')}, cc = ${others('cc')}
     WHERE id = ANY($2::uuid[]) RETURNING ticket_id`,
    [addresses, ids],
  );
  await indexShowing(
    tx,
    answers.flatMap(({ ticket_id }) => ticket_id ?? []),
  );
}

const others = (column: string): string => `coalesce((
  SELECT jsonb_agg(person) FROM jsonb_array_elements(messages.${column}) AS person
  WHERE NOT lower(person->>'address') = ANY($1)), '[]')`;
