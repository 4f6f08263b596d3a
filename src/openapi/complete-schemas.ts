import type { Schema, Schemas } from './examples.js';

/** Ids from elsewhere: the provider's, a mail's, a request's. Ours are UUIDs. */
const FOREIGN_IDS = ['delivery_id', 'email_id', 'content_id', 'original_message_id', 'request_id'];

/** Where `message_id` is a Message-ID (RFC 5322) or the header `webhook-id`, not the id of a message. */
const WITH_FOREIGN_MESSAGE_ID = ['MessageView', 'DeliveryView', 'WebhookDeliveryView'];

/** A rule that is only tested has no id yet. */
const MAY_HAVE_NO_ID = ['FiredRuleView'];

const ID = /(^|_)ids?$/;
const MOMENT = /(^|_)at$|^(covered_from|proven_until|failing_since|since)$/;
const DAY = /^day$/;

/** Ids that are named after what they identify. */
const NAMED_IDS = /^(merged_into|settled_by)$/;

/** A closed set in a docstring. Open lists are not written like this. */
const LISTED = /`([a-z_]+(?: \| [a-z_]+)+)`/;

/** Figures that are computed, not counted. */
const FRACTION =
  /rate$|^score$|^growth$|^points$|^threshold$|^(median|p\d\d)_|^(half_life|expires_after)_days$|_ms$/;

/**
 * Adds to our answers what their types cannot express: which text is an id, a time, a day or one of a closed set, and
 * which numbers are whole. Requests get this from their validation.
 */
export function completeSchemas(schemas: Schemas): void {
  for (const [name, { properties = {} }] of Object.entries(schemas)) {
    if (!/View$|Answer$/.test(name)) continue;
    for (const [member, schema] of Object.entries(properties)) complete(schema, member, name);
  }
}

function complete(schema: Schema, member: string, owner: string): void {
  if (schema.type === 'array') return complete(schema.items ?? {}, member, owner);
  list(schema);
  const format = formatOf(member, owner);
  if (isOf(schema, 'string') && format !== null) schema.format ??= format;
  if (isOf(schema, 'number') && !FRACTION.test(member)) {
    schema.type = Array.isArray(schema.type) ? ['integer', 'null'] : 'integer';
  }
}

/** Turns a closed set into an enum, so that a generated client has a type for it. */
function list(schema: Schema): void {
  const [, listed] = LISTED.exec(schema.description ?? '') ?? [];
  if (listed === undefined || !isOf(schema, 'string') || schema.enum !== undefined) return;
  schema.enum = [...listed.split(' | '), ...(Array.isArray(schema.type) ? [null] : [])];
}

function formatOf(member: string, owner: string): string | null {
  if (NAMED_IDS.test(member)) return 'uuid';
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
