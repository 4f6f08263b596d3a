import type { EntityManager } from 'typeorm';
import { Message } from '../../tickets/message.entity.js';
import { toMessageView } from '../../tickets/message.view.js';
import { Ticket } from '../../tickets/ticket.entity.js';
import { toTicketView } from '../../tickets/ticket.view.js';
import type { Expandable } from '../notification-types.js';

/** A larger object is left to the API: receivers expect small bodies, and all of them share our memory. */
const MAX_EXPANDED_BYTES = 256 * 1024;

type Read = (db: EntityManager, id: string) => Promise<object | null>;

const READ: Record<Expandable, Read> = {
  ticket: async (db, id) => {
    const ticket = await db.findOne(Ticket, { where: { id }, relations: { requester: { addresses: true } } });
    return ticket === null ? null : toTicketView(ticket);
  },
  message: async (db, id) => {
    const message = await db.findOne(Message, { where: { id }, relations: { attachments: true } });
    return message === null ? null : toMessageView(message);
  },
};

/**
 * The wanted objects that `data` names by id, as the API shows them now; null if gone or too large. They are read for
 * each attempt and never stored, so that retention and erasure have no copy to look for.
 */
export async function expand(
  db: EntityManager,
  data: Record<string, unknown>,
  wanted: readonly Expandable[],
): Promise<Record<string, object | null>> {
  const expanded: Record<string, object | null> = {};
  for (const name of wanted) {
    const id = data[`${name}_id`];
    if (typeof id === 'string') expanded[name] = withinBounds(await READ[name](db, id));
  }
  return expanded;
}

function withinBounds(view: object | null): object | null {
  return Buffer.byteLength(JSON.stringify(view)) > MAX_EXPANDED_BYTES ? null : view;
}
