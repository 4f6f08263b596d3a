import type { Schema, Schemas } from './examples.js';

/** Ids that others give: the provider's, a mail's, a request's. Ours are UUIDs. */
const FOREIGN_IDS = ['delivery_id', 'email_id', 'content_id', 'original_message_id', 'request_id'];

/** Where `message_id` is a Message-ID (RFC 5322) or the header `webhook-id`, and no id of a message. */
const WITH_FOREIGN_MESSAGE_ID = ['MessageView', 'DeliveryView', 'WebhookDeliveryView'];

/** A rule that is only tried has no id yet. */
const MAY_HAVE_NO_ID = ['FiredRuleView'];

const ID = /(^|_)ids?$/;
const MOMENT = /(^|_)at$|^(covered_from|proven_until|failing_since|since)$/;
const DAY = /^day$/;

/** Figures that are not counted but computed. */
const FRACTION = /rate$|^score$|^growth$|^points$|^threshold$|^(median|p\d\d)_|_days$|_ms$/;

/**
 * Says of our answers what their types cannot: which text is an id, a moment or a day, and which numbers are whole.
 * Requests keep what their validation says.
 */
export function completeSchemas(schemas: Schemas): void {
  for (const [name, { properties = {} }] of Object.entries(schemas)) {
    if (!/View$|Answer$/.test(name)) continue;
    for (const [member, schema] of Object.entries(properties)) complete(schema, member, name);
  }
}

function complete(schema: Schema, member: string, owner: string): void {
  if (schema.type === 'array') return complete(schema.items ?? {}, member, owner);
  const format = formatOf(member, owner);
  if (isOf(schema, 'string') && format !== null) schema.format ??= format;
  if (isOf(schema, 'number') && !FRACTION.test(member)) {
    schema.type = Array.isArray(schema.type) ? ['integer', 'null'] : 'integer';
  }
}

function formatOf(member: string, owner: string): string | null {
  if (ID.test(member)) return isForeign(member, owner) ? null : 'uuid';
  if (MOMENT.test(member)) return 'date-time';
  return DAY.test(member) ? 'date' : null;
}

const isForeign = (member: string, owner: string): boolean =>
  FOREIGN_IDS.includes(member) ||
  (member === 'id' && MAY_HAVE_NO_ID.includes(owner)) ||
  (member === 'message_id' && WITH_FOREIGN_MESSAGE_ID.includes(owner));

const isOf = ({ type }: Schema, wanted: string): boolean =>
  [type].flat().every((one) => one === wanted || one === 'null') && [type].flat().includes(wanted);
