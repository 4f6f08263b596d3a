import { truncate } from '../text.js';
import { enhancedStatus } from './status-codes.js';
import { typedAddress } from './report-address.js';
import { MAX_REPORTED_RECIPIENTS } from './report-source.js';

/** One recipient's group of a message/delivery-status part (RFC 3464 §2.3), as in the report. */
export interface DeliveryStatus {
  /** Addresses in the group, first the one we wrote to; empty if there are none. */
  recipients: string[];
  action: string | null;
  status: string | null;
  diagnostic: string;
}

const GROUP_FIELD =
  /^(final-recipient|original-recipient|x-actual-recipient|action|status|diagnostic-code|remote-mta|reporting-mta|x-[a-z-]{1,40}|[a-z][a-z-]{2,40}-date|arrival-date):(.*)$/i;

/** Characters kept of one folded field. */
const MAX_VALUE_LENGTH = 1_000;

const ACTIONS = new Set(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);

type Fields = Map<string, string>;

/**
 * Parses the per-recipient groups of a delivery-status text. Groups need no blank line between them: a repeated field
 * begins the next one. Field names may be in any case and values folded; lines that are not fields are skipped.
 */
export function readDeliveryStatus(text: string): DeliveryStatus[] {
  const groups: Fields[] = [];
  for (const fields of fieldGroups(text)) {
    const partial = groups.at(-1);
    if (partial !== undefined && isRestOf(partial, fields))
      fields.forEach((value, name) => partial.set(name, value));
    else if (isAboutRecipient(fields)) groups.push(fields);
  }
  return groups.slice(0, MAX_REPORTED_RECIPIENTS).map(toDeliveryStatus);
}

function isAboutRecipient(fields: Fields): boolean {
  return ['final-recipient', 'original-recipient', 'action', 'status', 'diagnostic-code'].some((name) =>
    fields.has(name),
  );
}

/** True if a blank line split a group: the second half names no recipient and repeats no field. */
function isRestOf(group: Fields, rest: Fields): boolean {
  if (rest.has('final-recipient') || rest.has('original-recipient')) return false;
  return isAboutRecipient(rest) && [...rest.keys()].every((name) => !group.has(name));
}

function* fieldGroups(text: string): Generator<Fields> {
  let fields: Fields = new Map();
  let last: string | null = null;
  let groups = 0;
  for (const line of text.split('\n')) {
    const match = GROUP_FIELD.exec(line);
    const name = match?.[1]?.toLowerCase() ?? null;
    const starts = line.trim() === '' || (name !== null && fields.has(name) && startsGroup(name));
    if (starts && fields.size > 0) {
      yield fields;
      if (++groups > 2 * MAX_REPORTED_RECIPIENTS) return;
      fields = new Map();
    }
    if (name !== null && match !== null) fields.set(name, truncate(match[2] ?? '', MAX_VALUE_LENGTH).trim());
    else if (last !== null && /^[ \t]+\S/.test(line)) appendTo(fields, last, line);
    last = line.trim() === '' ? null : (name ?? (/^[ \t]/.test(line) ? last : null));
  }
  if (fields.size > 0) yield fields;
}

function startsGroup(name: string): boolean {
  return name === 'final-recipient' || name === 'original-recipient' || name === 'action';
}

function appendTo(fields: Fields, name: string, line: string): void {
  const value = fields.get(name) ?? '';
  if (value.length < MAX_VALUE_LENGTH) fields.set(name, `${value} ${line.trim()}`);
}

function toDeliveryStatus(fields: Fields): DeliveryStatus {
  const named = ['original-recipient', 'final-recipient', 'x-actual-recipient'].map((name) =>
    typedAddress(fields.get(name) ?? ''),
  );
  const [original, final, actual] = named;
  const recipients = [original, final].filter((address): address is string => typeof address === 'string');
  return {
    recipients: [...new Set(recipients.length === 0 && actual ? [actual] : recipients)],
    action: knownAction(fields.get('action') ?? ''),
    status: enhancedStatus(fields.get('status') ?? ''),
    diagnostic: diagnosticOf(fields),
  };
}

/** The action (RFC 3464 §2.3.3) that begins a field, in lower case; null if it is not a standard one. */
export function knownAction(field: string): string | null {
  const action = /[a-z]+/i.exec(field)?.[0].toLowerCase() ?? '';
  return ACTIONS.has(action) ? action : null;
}

/** Exchange puts the remote reply into a field of its own: `<mx.example #5.5.0 smtp;550 no such user>`. */
function diagnosticOf(fields: Fields): string {
  const supplement = /^<[^<>#]{0,300}#[\d.]{0,20}\s(.{0,900}?)>?$/.exec(
    fields.get('x-supplementary-info') ?? '',
  )?.[1];
  const words = fields.get('diagnostic-code') ?? supplement ?? '';
  return words.replace(/^\s*(?:smtp|x-[a-z-]+|unknown|dns|lmtp)\s*;/i, '').trim();
}
