import { addressKey } from '../suppressions/address-key.js';
import { numberCursor, timeCursor } from '../platform/http/cursors.js';
import type { PageQuery } from '../platform/http/page.js';
import type { TicketQuery, TicketSort } from './ticket.dto.js';

/** Column and type of each order. */
const ORDERS: Record<TicketSort, { column: string; type: string }> = {
  updated: { column: 'updated_at', type: 'timestamptz' },
  created: { column: 'created_at', type: 'timestamptz' },
  number: { column: 'number', type: 'bigint' },
};

/** A list of tickets in SQL: its conditions on `ticket`, its order, and the values of its parameters. */
export interface TicketFilter {
  conditions: string;
  order: string;
  parameters: unknown[];
  /** It has more conditions than a place in the order. */
  isNarrow: boolean;
  /** The last ticket of the page before. */
  afterId: string | null;
}

/** The SQL condition on `ticket` for each member of a query, given its parameter. */
const CONDITIONS: Record<
  Exclude<keyof TicketQuery, keyof PageQuery | 'sort' | 'q'>,
  (parameter: string, value: unknown) => string
> = {
  status: (status, value) => `ticket.status = ${among(status, value)}`,
  mailbox_id: (id) => `ticket.mailbox_ids @> ARRAY[${id}::uuid]`,
  requester: (address) =>
    `ticket.requester_id = (SELECT contact_id FROM contact_addresses WHERE address = ${address})`,
  priority: (priority, value) => `ticket.priority = ${among(priority, value)}`,
  assigned: (assigned) => `(ticket.assignee IS NOT NULL) = ${assigned}::boolean`,
  assignee: (assignee) => `ticket.assignee = ${assignee}`,
  tag: (tag) => `ticket.tags @> ARRAY[${tag}]`,
  updated_since: (since) => `ticket.updated_at >= ${since}`,
};

/** @throws Problem validation-failed if the cursor belongs to another order */
export function toFilter(query: TicketQuery): TicketFilter {
  const parameters: unknown[] = [];
  const conditions = ['ticket.merged_into IS NULL'];
  const asked = {
    ...query,
    status: alone(query.status),
    priority: alone(query.priority),
    requester: query.requester && addressKey(query.requester),
  };
  for (const [member, condition] of Object.entries(CONDITIONS)) {
    const value: unknown = asked[member as keyof typeof CONDITIONS];
    if (value !== undefined) conditions.push(condition(`$${parameters.push(value)}`, value));
  }
  const isNarrow = conditions.length > 1;
  const { column, type } = ORDERS[query.sort];
  const read = query.sort === 'number' ? numberCursor : timeCursor;
  const end = read(query.cursor, query.sort);
  if (end !== null) {
    const [value, id] = [parameters.push(end.value), parameters.push(end.id)];
    conditions.push(`(ticket.${column}, ticket.id) < ($${value}::${type}, $${id}::uuid)`);
  }
  return {
    conditions: conditions.join(' AND '),
    order: `ticket.${column} DESC, ticket.id DESC`,
    parameters,
    isNarrow,
    afterId: end?.id ?? null,
  };
}

/** A single value itself: only with `=` can the planner read an index by status in the list's order. */
const alone = (values: string[] | undefined) => (values?.length === 1 ? values[0] : values);

const among = (parameter: string, value: unknown): string =>
  Array.isArray(value) ? `ANY(${parameter}::text[])` : parameter;
