import { type Fault, type FaultKind, type Faults, faultText } from '../faults.js';
import { isObject, type JsonObject } from '../json.js';

type Distortion = (envelope: JsonObject, fault: Fault) => JsonObject;

/** Members of `data` that are missing or null somewhere in the wild (older events, other typings). */
const OPTIONAL_MEMBERS = [
  'message_id',
  'received_for',
  'cc',
  'bcc',
  'tags',
  'headers',
  'broadcast_id',
  'subject',
];

/** How each fault of the `event` moment changes the envelope. */
const DISTORTIONS: Partial<Record<FaultKind, Distortion>> = {
  unknown_fields: (envelope) => ({
    ...withData(envelope, (data) => ({ ...data, sim_unknown: { nested: [1, null] } })),
    sim_unknown: true,
  }),
  null_optional_fields: (envelope) => withData(envelope, (data) => nullOptional(data)),
  missing_optional_fields: (envelope) => withData(envelope, (data) => without(data, OPTIONAL_MEMBERS)),
  message_id_absent: (envelope) => withData(envelope, (data) => without(data, ['message_id'])),
  timestamp_format: (envelope, fault) => respell(envelope, faultText(fault, 'format', 'offset')),
  diagnostic_code_absent: (envelope) => withBounce(envelope, (bounce) => without(bounce, ['diagnosticCode'])),
  bounce_values: (envelope, fault) =>
    withBounce(envelope, (bounce) => ({
      ...bounce,
      type: faultText(fault, 'bounce_type', 'Temporary'),
      subType: faultText(fault, 'bounce_subtype', 'MessageRejected'),
    })),
  from_display_name: (envelope) =>
    withData(envelope, (data) =>
      typeof data.from === 'string' && !data.from.includes('<')
        ? { ...data, from: `Sim Sender <${data.from}>` }
        : data,
    ),
};

/** Applies, and uses up, every waiting fault that changes the shape of an event of this type. */
export function distort(envelope: JsonObject, faults: Faults): JsonObject {
  const type = String(envelope.type);
  let result = envelope;
  for (const [kind, change] of Object.entries(DISTORTIONS)) {
    const fault = faults.take(kind as FaultKind, { type });
    if (fault) result = change(result, fault);
  }
  return result;
}

/**
 * Writes a time in one of the forms that Resend uses: `millis` (`…T10:00:00.126Z`), `offset`
 * (`…T10:00:00.126000+00:00`) or `postgres` (`… 10:00:00.126+00`).
 */
function spellTime(iso: string, format: string): string {
  const [date, time] = new Date(iso).toISOString().replace('Z', '').split('T') as [string, string];
  if (format === 'offset') return `${date}T${time}000+00:00`;
  if (format === 'postgres') return `${date} ${time}+00`;
  return `${date}T${time}Z`;
}

function respell(envelope: JsonObject, format: string): JsonObject {
  const spelled = (object: JsonObject): JsonObject =>
    typeof object.created_at === 'string'
      ? { ...object, created_at: spellTime(object.created_at, format) }
      : object;
  return withData(spelled(envelope), spelled);
}

function withData(envelope: JsonObject, change: (data: JsonObject) => JsonObject): JsonObject {
  return isObject(envelope.data) ? { ...envelope, data: change(envelope.data) } : envelope;
}

function withBounce(envelope: JsonObject, change: (bounce: JsonObject) => JsonObject): JsonObject {
  return withData(envelope, (data) =>
    isObject(data.bounce) ? { ...data, bounce: change(data.bounce) } : data,
  );
}

function without(object: JsonObject, names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function nullOptional(data: JsonObject): JsonObject {
  const entries = Object.entries(data).map(([name, value]) => [
    name,
    OPTIONAL_MEMBERS.includes(name) ? null : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
