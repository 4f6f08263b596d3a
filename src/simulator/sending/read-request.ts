import { bareAddress } from '../address.js';
import { ApiError } from '../api-error.js';
import { isObject, type JsonObject, optionalText, requiredText, textList } from '../json.js';
import type { SentAttachment, SentMail } from './sent-mail.js';
import type { World } from '../world.js';

/** Most recipients in `to` (resend.com/docs/api-reference/emails/send-email). */
const MAX_TO = 50;

/** Largest mail after base64, in bytes (same page). */
const MAX_MAIL_BYTES = 40_000_000;

/** Reads a request to send. Throws the ApiError with which Resend refuses it. */
export function readSendRequest(request: JsonObject, world: World): SentMail {
  const from = requiredText(request, 'from');
  const to = textList(request, 'to');
  if (to.length === 0) throw new ApiError('missing_required_field', 'Missing `to` field.');
  if (to.length > MAX_TO)
    throw new ApiError('unprocessable', `The \`to\` field may hold ${MAX_TO} addresses.`);
  checkDomain(from, world);
  return {
    id: world.random.uuid(),
    createdAt: world.clock.now(),
    messageId: `<0100${world.random.bytes(8).toString('hex')}-${world.random.uuid()}@eu-west-1.amazonses.example>`,
    from,
    to,
    cc: textList(request, 'cc'),
    bcc: textList(request, 'bcc'),
    replyTo: textList(request, 'reply_to'),
    subject: requiredText(request, 'subject'),
    ...readBody(request),
    headers: readHeaders(request.headers),
    tags: readTags(request.tags),
    attachments: readAttachments(request.attachments, world),
    scheduledAt: readScheduledAt(request),
    lastEvent: 'queued',
    cancelSending: () => undefined,
    request,
  };
}

/** `scheduled_at` as ISO 8601; null if absent. Natural language is not simulated. */
export function readScheduledAt(request: JsonObject): string | null {
  const value = optionalText(request, 'scheduled_at');
  if (value === undefined) return null;
  if (Number.isNaN(Date.parse(value)))
    throw new ApiError('unprocessable', 'The simulator reads `scheduled_at` as ISO 8601 only.');
  return new Date(value).toISOString();
}

function checkDomain(from: string, world: World): void {
  const address = bareAddress(from);
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new ApiError('unprocessable', 'Invalid `from` field.');
  if (world.plan.sending_domains?.includes(domain) === false)
    throw new ApiError('validation_error', `The ${domain} domain is not verified.`);
}

function readBody(request: JsonObject): { html: string | null; text: string | null } {
  const html = optionalText(request, 'html') ?? null;
  const text = optionalText(request, 'text') ?? null;
  if (html === null && text === null && request.template === undefined)
    throw new ApiError('missing_required_field', 'Missing `html` or `text` field.');
  return { html, text };
}

function readHeaders(value: unknown): Record<string, string> {
  const entries = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(entries.map(([name, content]) => [name, String(content)]));
}

/** Tags are sent as a list of names and values, and shown as an object. */
function readTags(value: unknown): Record<string, string> {
  const list: unknown[] = Array.isArray(value) ? value : [];
  const tags = list.filter(isObject).map((tag) => [requiredText(tag, 'name'), requiredText(tag, 'value')]);
  return Object.fromEntries(tags) as Record<string, string>;
}

function readAttachments(value: unknown, world: World): SentAttachment[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  const attachments = list.map((item) => readAttachment(isObject(item) ? item : {}, world));
  const base64Bytes = attachments.reduce((sum, { content }) => sum + Math.ceil(content.length / 3) * 4, 0);
  if (base64Bytes > MAX_MAIL_BYTES) throw new ApiError('unprocessable', 'The mail is larger than 40 MB.');
  return attachments;
}

function readAttachment(item: JsonObject, world: World): SentAttachment {
  const content = optionalText(item, 'content');
  if (content === undefined && optionalText(item, 'path') === undefined)
    throw new ApiError('invalid_attachment', 'Attachment must have either a `content` or `path`.');
  return {
    id: world.random.uuid(),
    filename: optionalText(item, 'filename') ?? null,
    contentType: optionalText(item, 'content_type') ?? 'application/octet-stream',
    contentId: optionalText(item, 'content_id') ?? null,
    content: Buffer.from(content ?? '', 'base64'),
  };
}
