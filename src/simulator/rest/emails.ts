import { ApiError } from '../api-error.js';
import { type Answer, type ApiRequest, ok } from '../http.js';
import { isObject, type JsonObject, readJson, readObject } from '../json.js';
import type { Route } from '../router.js';
import { acceptMail, schedule } from '../sending/lifecycle.js';
import { readScheduledAt, readSendRequest } from '../sending/read-request.js';
import type { SentAttachment, SentMail } from '../sending/sent-mail.js';
import type { World } from '../world.js';
import { idempotently } from './idempotent.js';
import { listAnswer } from './page.js';
import { signUrl } from './signed-url.js';

const MAX_BATCH = 100;

/** Sending and sent mail (resend.com/docs/api-reference/emails). Must come after the receiving routes. */
export const EMAIL_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/emails', handle: idempotently('POST /emails', sendMail) },
  { method: 'POST', path: '/emails/batch', handle: idempotently('POST /emails/batch', sendBatch) },
  { method: 'GET', path: '/emails', handle: listMails },
  { method: 'GET', path: '/emails/:id', handle: getMail },
  { method: 'PATCH', path: '/emails/:id', handle: reschedule },
  { method: 'POST', path: '/emails/:id/cancel', handle: cancel },
  { method: 'GET', path: '/emails/:id/attachments', handle: listAttachments },
  { method: 'GET', path: '/emails/:id/attachments/:attachmentId', handle: getAttachment },
];

function sendMail(request: ApiRequest, world: World): Answer {
  const mail = readSendRequest(readObject(request.body), world);
  acceptMail(mail, world);
  return ok({ id: mail.id });
}

/** `strict`: one bad mail refuses all; `permissive`: the good ones are sent, and `errors` names the others. */
function sendBatch(request: ApiRequest, world: World): Answer {
  const items = readBatch(request);
  const permissive = request.headers['x-batch-validation'] === 'permissive';
  const mails: SentMail[] = [];
  const errors: JsonObject[] = [];
  for (const [index, item] of items.entries()) {
    try {
      mails.push(readBatchItem(item, world));
    } catch (error) {
      if (!(error instanceof ApiError) || !permissive) throw error;
      errors.push({ index, message: error.message });
    }
  }
  for (const mail of mails) acceptMail(mail, world);
  return ok({ data: mails.map(({ id }) => ({ id })), ...(permissive ? { errors } : {}) });
}

function readBatch(request: ApiRequest): unknown[] {
  const items = readJson(request.body);
  if (!Array.isArray(items) || items.length < 1 || items.length > MAX_BATCH)
    throw new ApiError('unprocessable', `A batch is a list of 1 to ${MAX_BATCH} mails.`);
  return items;
}

function readBatchItem(item: unknown, world: World): SentMail {
  if (!isObject(item)) throw new ApiError('unprocessable', 'A mail must be an object.');
  if (item.attachments !== undefined)
    throw new ApiError('unprocessable', 'The `attachments` field is not supported in a batch.');
  return readSendRequest(item, world);
}

function listMails(request: ApiRequest, world: World): Answer {
  const mails = [...world.sent.values()].filter((mail) => world.isKept(mail.createdAt)).reverse();
  return ok(listAnswer(request, world, mails, listItem));
}

function getMail(request: ApiRequest, world: World): Answer {
  const mail = findMail(request, world);
  const tags = Object.entries(mail.tags).map(([name, value]) => ({ name, value }));
  return ok({ object: 'email', ...listItem(mail), html: mail.html, text: mail.text, tags });
}

function reschedule(request: ApiRequest, world: World): Answer {
  const mail = findScheduled(request, world);
  mail.scheduledAt = readScheduledAt(readObject(request.body)) ?? mail.scheduledAt;
  schedule(mail, world);
  return ok({ object: 'email', id: mail.id });
}

function cancel(request: ApiRequest, world: World): Answer {
  const mail = findScheduled(request, world);
  mail.cancelSending();
  mail.lastEvent = 'canceled';
  return ok({ object: 'email', id: mail.id });
}

function listAttachments(request: ApiRequest, world: World): Answer {
  const mail = findMail(request, world);
  return ok(listAnswer(request, world, mail.attachments, (one) => attachmentView(mail, one, world)));
}

function getAttachment(request: ApiRequest, world: World): Answer {
  const mail = findMail(request, world);
  const attachment = mail.attachments.find((one) => one.id === request.params.attachmentId);
  if (!attachment) throw new ApiError('not_found', 'Attachment not found');
  return ok({ object: 'attachment', ...attachmentView(mail, attachment, world) });
}

function attachmentView(mail: SentMail, attachment: SentAttachment, world: World): JsonObject {
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.content.length,
    content_type: attachment.contentType,
    content_disposition: attachment.contentId === null ? 'attachment' : 'inline',
    content_id: attachment.contentId,
    ...signUrl(world, `/_cdn/${mail.id}/${attachment.id}`),
  };
}

function findMail(request: ApiRequest, world: World): SentMail {
  const mail = world.sent.get(request.params.id ?? '');
  if (!mail || !world.isKept(mail.createdAt)) throw new ApiError('not_found', 'Email not found');
  return mail;
}

function findScheduled(request: ApiRequest, world: World): SentMail {
  const mail = findMail(request, world);
  if (mail.lastEvent !== 'scheduled') throw new ApiError('unprocessable', 'The email is not scheduled.');
  return mail;
}

function listItem(mail: SentMail): JsonObject {
  return {
    id: mail.id,
    message_id: mail.messageId,
    to: mail.to,
    from: mail.from,
    created_at: mail.createdAt.toISOString(),
    subject: mail.subject,
    bcc: mail.bcc,
    cc: mail.cc,
    reply_to: mail.replyTo,
    last_event: mail.lastEvent,
    scheduled_at: mail.scheduledAt,
  };
}
