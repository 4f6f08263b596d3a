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

/** Everything that filing reads from the database to decide about one mail. */
export interface Known {
  /** Whether the mail was erased with its sender, and is announced again. */
  isErased: boolean;
  /** The same mail, if filed before. */
  message: FiledBefore | null;
  sender: SenderFacts;
  isSenderListed: boolean;
  hits: Hit[];
  catchAllId: string;
  /** Mailboxes that send receipts. */
  acknowledging: string[];
  pointed: PointedTicket[];
  /** Our own among the domains that were asked about. */
  ownDomains: string[];
  forged: number;
  rules: RuleInForce[];
  cameThroughOurList: boolean;
}

/** A message and its ticket, by column. */
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
  /** Claims of the recipients that begin like reply addresses, each with its recipient. */
  replyClaims: (Exclude<ReplyClaim, { kind: 'none' }> & { recipient: string })[];
  pointers: Pointers;
  proof: SenderProof;
  isErased: Sql;
  isSenderListed: Sql;
}

/** One statement that reads one row of `Known`, from one snapshot. */
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

/** The same bytes or the same provider's mail are the same message; one with neither is identified by its event. */
const isSame = ({ raw, source, emailId, eventId }: InboundMessage): Sql =>
  raw === null && emailId === null
    ? sql`same.event_id = ${eventId} AND ${HAS_NO_IDENTITY}`
    : sql`same.raw_sha256 = ${raw?.sha256 ?? null} OR (same.source = ${source} AND same.email_id = ${emailId})`;

/** The condition of the index `messages_one_per_event`. */
const HAS_NO_IDENTITY = sql`same.direction = 'inbound' AND same.raw_sha256 IS NULL AND same.email_id IS NULL`;
