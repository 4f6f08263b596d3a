import { type ParsedMail } from '../mail.js';
import { type Failure } from './judge-failure.js';
import { MAX_REPORTED_RECIPIENTS } from './report-source.js';

/** What an Amazon SES notification says of one recipient. */
export interface SesRecipient extends Failure {
  recipient: string;
}

/** Longest notification read; SNS messages have at most 256 KiB. */
const MAX_LENGTH = 262_144;

/**
 * Amazon SES bounce and complaint notifications that an SNS topic sends by mail: JSON within JSON, folded at 998
 * characters (https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html).
 */
export function readSesNotification(mail: ParsedMail): SesRecipient[] {
  const text = mail.text ?? '';
  if (!/@sns\.amazonaws\.com$/.test(mail.from[0]?.address ?? '') || !text.includes('notificationType'))
    return [];
  const json = text
    .slice(text.indexOf('{'), Math.min(text.lastIndexOf('}') + 1, MAX_LENGTH))
    .replace(/\n ?/g, '');
  const message = parseObject(parseObject(json)['Message']);
  const bounced = entries(asObject(message['bounce'])['bouncedRecipients']);
  const complained = entries(asObject(message['complaint'])['complainedRecipients']);
  return [
    ...bounced.map((entry) => toFailure(entry, 'failed')),
    ...complained.map((entry) => toFailure(entry, 'complaint')),
  ];
}

type Json = Record<string, unknown>;

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function entries(value: unknown): Json[] {
  return Array.isArray(value)
    ? value
        .slice(0, MAX_REPORTED_RECIPIENTS)
        .map(asObject)
        .filter((entry) => typeof entry['emailAddress'] === 'string')
    : [];
}

/** Text that is no JSON is no notification, which is an answer and not an error. */
function parseObject(text: unknown): Json {
  if (typeof text !== 'string') return {};
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function toFailure(entry: Json, action: string): SesRecipient {
  const word = (name: string) => (typeof entry[name] === 'string' ? entry[name] : '');
  return {
    recipient: word('emailAddress').toLowerCase(),
    action: word('action') || action,
    statusField: word('status') || null,
    diagnostic: word('diagnosticCode').replace(/^\s*smtp\s*;\s*/i, ''),
    reasonElsewhere: () => null,
    step: null,
  };
}
