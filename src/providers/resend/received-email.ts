import { type HeaderField } from '../../mail/mail.js';
import { type JsonObject, readId, readLine, readLines, readObject } from '../json.js';
import { readAttachment, readReceivedMetadata } from '../received-metadata.js';
import {
  type DownloadableAttachment,
  type ReceivedAuthentication,
  type ReceivedEmail,
  type ReceivedPage,
  type ReceivedSummary,
} from '../receiving.js';
import { parseTimestamp } from '../timestamps.js';
import { findListPage } from './list-page.js';

/**
 * Reads the answer of `GET /emails/receiving/:id`; null if it is not an e-mail. Lenient, as with webhooks:
 * `authentication` is in the documentation but not in the SDK's types, and `headers` is typed as strings but has lists.
 *
 * @see https://resend.com/docs/api-reference/emails/retrieve-received-email
 */
export function findReceivedEmail(answer: unknown): ReceivedEmail | null {
  const email = readObject(answer);
  const summary = findSummary(email);
  if (summary === null) return null;
  return {
    ...summary,
    replyTo: readLines(email.reply_to),
    headers: readHeaders(readObject(email.headers)),
    authentication: findAuthentication(email.authentication),
    rawUrl: findUrl(readObject(email.raw).download_url),
  };
}

/** Reads a page of `GET /emails/receiving`; null if it is not a list, or cannot be followed to its end. */
export function findReceivedPage(answer: unknown): ReceivedPage | null {
  const page = findListPage(answer);
  const emails = page?.entries.map((email) => findSummary(email)) ?? [];
  return page === null || emails.includes(null)
    ? null
    : { emails: emails.filter((email) => email !== null), after: page.after };
}

/** Reads a page of `GET /emails/receiving/:id/attachments`; null in the same cases. */
export function findAttachmentPage(
  answer: unknown,
): { attachments: DownloadableAttachment[]; after: string | null } | null {
  const page = findListPage(answer);
  if (page === null) return null;
  const attachments = page.entries.map((attachment) => ({
    ...readAttachment(attachment),
    downloadUrl: findUrl(attachment.download_url),
  }));
  return { attachments, after: page.after };
}

function findSummary(email: JsonObject): ReceivedSummary | null {
  const id = readId(email.id);
  return id === null
    ? null
    : { ...readReceivedMetadata(email), id, createdAt: parseTimestamp(email.created_at) };
}

/** A field that occurs several times comes as a list. */
function readHeaders(headers: JsonObject): HeaderField[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    readLines(value).map((line) => ({ name: name.toLowerCase(), value: line })),
  );
}

function findAuthentication(value: unknown): ReceivedAuthentication | null {
  const { spf, dkim, dmarc } = readObject(value);
  const verdicts = { spf: readLine(spf), dkim: readLine(dkim), dmarc: readLine(dmarc) };
  return Object.values(verdicts).every((verdict) => verdict === null) ? null : verdicts;
}

/** Whether the URL may be followed is decided where it is followed. */
function findUrl(value: unknown): string | null {
  return typeof value === 'string' && URL.canParse(value) ? value : null;
}
