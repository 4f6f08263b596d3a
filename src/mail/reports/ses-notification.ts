import { type RecipientReport } from '../mail.js';
import { knownAction } from './delivery-status.js';
import { type Failure } from './judge-failure.js';
import { typedAddress } from './report-address.js';
import { MAX_REPORTED_RECIPIENTS, type ReportSource, toComplaint, toReport } from './report-source.js';
import { enhancedStatus } from './status-codes.js';

/** Longest notification read; SNS messages have at most 256 KiB. */
const MAX_LENGTH = 262_144;

/**
 * Reads the Amazon SES bounce and complaint notifications that an SNS topic sends by mail: JSON within JSON, folded at
 * 998 characters (https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html). Anybody can write such JSON,
 * and its strings may hold what no mail text does.
 */
export function readSesNotification(source: ReportSource): RecipientReport[] {
  const text = source.mail.text ?? '';
  const sender = source.mail.from[0]?.address ?? '';
  if (!/@sns\.amazonaws\.com$/.test(sender) || !text.includes('notificationType')) return [];
  const json = text
    .slice(text.indexOf('{'), Math.min(text.lastIndexOf('}') + 1, MAX_LENGTH))
    .replace(/\n ?/g, '');
  const message = parseObject(parseObject(json)['Message']);
  const bounced = entries(asObject(message['bounce'])['bouncedRecipients']);
  const complained = entries(asObject(message['complaint'])['complainedRecipients']);
  return [
    ...bounced.map((entry) => toReport(recipientOf(entry), toFailure(entry), source)),
    ...complained.map((entry) => toComplaint(recipientOf(entry), 'abuse', source.original.messageId)),
  ];
}

type Json = Record<string, unknown>;

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function entries(value: unknown): Json[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, MAX_REPORTED_RECIPIENTS)
    .map(asObject)
    .filter((entry) => wordOf(entry, 'emailAddress') !== '');
}

/** Text that is not JSON is not a notification; that is no error. */
function parseObject(text: unknown): Json {
  if (typeof text !== 'string') return {};
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function wordOf(entry: Json, name: string): string {
  return typeof entry[name] === 'string' ? entry[name] : '';
}

function recipientOf(entry: Json): string | null {
  return typedAddress(wordOf(entry, 'emailAddress'));
}

function toFailure(entry: Json): Failure {
  return {
    action: knownAction(wordOf(entry, 'action')) ?? 'failed',
    statusField: enhancedStatus(wordOf(entry, 'status')),
    diagnostic: wordOf(entry, 'diagnosticCode').replace(/^\s*smtp\s*;\s*/i, ''),
    names: [recipientOf(entry) ?? ''],
    reasonElsewhere: () => null,
    step: null,
  };
}
