import { type Sql, sql } from '../../platform/database/sql.js';
import { isThroughOurList } from '../identity/own-list.js';
import { findSender, type SenderFacts } from '../identity/sender.js';
import type { SenderProof } from '../identity/sender-proof.js';
import { findHits, type Hit, type RoutingStep } from '../mailboxes/route-mail.js';
import type { RuleInForce } from '../rules/apply-rules.js';
import { findRules } from '../rules/rules.js';
import { countForged } from '../threading/guessing.js';
import { findOwnDomains } from '../threading/own-domains.js';
import { findPointedTickets, type PointedTicket, type Pointers } from '../threading/pointed-tickets.js';
import type { ReplyClaim } from '../threading/reply-address.js';
import type { InboundMessage } from './inbound-message.js';

/** All that filing must know of the database to decide about one mail. */
export interface Known {
  /** The mail was erased with its sender, and is announced again. */
  isErased: boolean;
  /** The same mail, filed before. */
  message: FiledBefore | null;
  sender: SenderFacts;
  isSenderListed: boolean;
  hits: Hit[];
  catchAllId: string;
  /** Mailboxes that want receipts. */
  acknowledging: string[];
  pointed: PointedTicket[];
  /** Those of the domains that were asked about. */
  ownDomains: string[];
  forged: number;
  rules: RuleInForce[];
  cameThroughOurList: boolean;
}

/** A message, and the ticket that shows it; by column. */
export interface FiledBefore {
  id: string;
  ticket_id: string | null;
  root_id: string | null;
  event_id: string | null;
  routing: RoutingStep[];
}

/** What filing asks the database about a mail. */
export interface Asked {
  recipients: string[];
  /** What they say that begin as reply addresses do, each with itself. */
  replyClaims: (Exclude<ReplyClaim, { kind: 'none' }> & { recipient: string })[];
  pointers: Pointers;
  proof: SenderProof;
  isErased: Sql;
  isSenderListed: Sql;
}

/** One row of `Known`, read at one moment, in one statement. */
export const findKnown = (
  mail: InboundMessage,
  { recipients, replyClaims, pointers, proof, isErased, isSenderListed }: Asked,
): Sql => sql`
  WITH sender AS (${findSender(mail.sender)})
  SELECT ${isErased} AS "isErased",
         (${findSame(mail)}) AS message,
         (SELECT to_json(sender) FROM sender) AS sender,
         ${isSenderListed} AS "isSenderListed",
         (${findHits(recipients)}) AS hits,
         (SELECT id FROM mailboxes WHERE is_catch_all) AS "catchAllId",
         ARRAY(SELECT id FROM mailboxes WHERE acknowledges AND address IS NOT NULL) AS acknowledging,
         (${findPointedTickets(pointers)}) AS pointed,
         ${findOwnDomains(replyClaims)} AS "ownDomains",
         ${replyClaims.length === 0 ? sql`0` : sql`(${countForged(mail.sender, proof)})`} AS forged,
         (${findRules}) AS rules,
         ${isThroughOurList(mail.headers)} AS "cameThroughOurList"`;

const findSame = (mail: InboundMessage): Sql => sql`
  SELECT json_build_object('id', same.id, 'ticket_id', same.ticket_id, 'root_id', ticket.root_id,
                           'event_id', same.event_id, 'routing', same.routing)
  FROM messages AS same LEFT JOIN tickets AS ticket ON ticket.id = same.ticket_id
  WHERE ${isSame(mail)} LIMIT 1`;

/** The same bytes, or the same mail of the provider, are the same message; one that has neither is known by its event. */
const isSame = ({ raw, source, emailId, eventId }: InboundMessage): Sql =>
  raw === null && emailId === null
    ? sql`same.event_id = ${eventId} AND ${HAS_NO_IDENTITY}`
    : sql`same.raw_sha256 = ${raw?.sha256 ?? null} OR (same.source = ${source} AND same.email_id = ${emailId})`;

/** As the index `messages_one_per_event` says it. */
const HAS_NO_IDENTITY = sql`same.direction = 'inbound' AND same.raw_sha256 IS NULL AND same.email_id IS NULL`;
