import { ApiError } from '../api-error.js';
import { type Answer, type ApiRequest, ok } from '../http.js';
import type { JsonObject } from '../json.js';
import { inlineImages } from '../received/inline-images.js';
import type { ReceivedAttachment, ReceivedMail } from '../received/received-mail.js';
import { itemAttachment, receivedListItem } from '../received/views.js';
import type { Route } from '../router.js';
import type { World } from '../world.js';
import { listAnswer } from './page.js';
import { signUrl } from './signed-url.js';

/** Received mails and their attachments (resend.com/docs/api-reference/emails: received emails). */
export const RECEIVING_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/emails/receiving', handle: listMails },
  { method: 'GET', path: '/emails/receiving/:id', handle: getMail },
  { method: 'GET', path: '/emails/receiving/:id/attachments', handle: listAttachments },
  { method: 'GET', path: '/emails/receiving/:id/attachments/:attachmentId', handle: getAttachment },
];

function listMails(request: ApiRequest, world: World): Answer {
  const mails = [...world.received.values()].filter((mail) => world.isKept(mail.createdAt)).reverse();
  const view = (mail: ReceivedMail): JsonObject => receivedListItem(mail, world.plan.list_received_for);
  return ok(listAnswer(request, world, mails, view));
}

function getMail(request: ApiRequest, world: World): Answer {
  const mail = findMail(request, world);
  const { view } = mail;
  return ok({
    object: 'email',
    id: mail.id,
    to: view.to,
    from: view.from,
    created_at: mail.createdAt.toISOString(),
    subject: view.subject,
    ...htmlMembers(mail, request.query.get('html_format'), world),
    text: view.text,
    headers: view.headers,
    bcc: view.bcc,
    cc: view.cc,
    reply_to: view.replyTo,
    received_for: view.receivedFor,
    authentication: mail.authentication,
    message_id: view.messageId,
    raw: mail.hasRaw ? signUrl(world, `/_cdn/${mail.id}/raw`) : null,
    attachments: view.attachments.map(itemAttachment),
  });
}

function listAttachments(request: ApiRequest, world: World): Answer {
  const mail = findMail(request, world);
  const view = (attachment: ReceivedAttachment): JsonObject => attachmentView(mail, attachment, world);
  return ok(listAnswer(request, world, mail.view.attachments, view));
}

function getAttachment(request: ApiRequest, world: World): Answer {
  const mail = findMail(request, world);
  const attachment = mail.view.attachments.find((one) => one.id === request.params.attachmentId);
  if (!attachment) throw new ApiError('not_found', 'Attachment not found');
  return ok({ object: 'attachment', ...attachmentView(mail, attachment, world) });
}

function attachmentView(mail: ReceivedMail, attachment: ReceivedAttachment, world: World): JsonObject {
  return { ...itemAttachment(attachment), ...signUrl(world, `/_cdn/${mail.id}/${attachment.id}`) };
}

function findMail(request: ApiRequest, world: World): ReceivedMail {
  const mail = world.received.get(request.params.id ?? '');
  if (!mail || !world.isKept(mail.createdAt)) throw new ApiError('not_found', 'Email not found');
  if (world.quota.isOver(mail.quotaNumber))
    throw new ApiError(
      'email_above_quota',
      "You can't retrieve this email's content because it was above quota when received.",
    );
  return mail;
}

function htmlMembers(mail: ReceivedMail, asked: string | null, world: World): JsonObject {
  if (asked !== null && asked !== 'cid' && asked !== 'data_uri')
    throw new ApiError('invalid_parameter', 'The `html_format` must be `data_uri` or `cid`.');
  const { html, attachments } = mail.view;
  if (html === null) return { html, html_format: asked ?? 'data_uri' };
  const inlined = asked === 'cid' ? null : inlineImages(html, attachments, world.plan.data_uri_max_bytes);
  return inlined === null ? { html, html_format: 'cid' } : { html: inlined, html_format: 'data_uri' };
}
