import { isDeepStrictEqual } from 'node:util';
import type { InboundMessage, StoredAttachment } from '../../tickets/filing/inbound-message.js';
import type { Message, StoredReport } from '../../tickets/message.entity.js';

/** The members of a message that reading determines. Where it is filed is not one of them. */
const READ_MEMBERS = [
  'subject',
  'to',
  'cc',
  'replyTo',
  'messageId',
  'inReplyTo',
  'references',
  'dateHeader',
  'text',
  'html',
  'replyText',
  'signature',
  'quotedText',
  'classification',
  'defects',
  'headers',
] as const;

export interface Differences {
  /** Names of the members that differ, for the listing. */
  names: string[];
  /** Columns to write, by property of `Message`. */
  changes: Record<string, unknown>;
  /** True if the attachments differ as a list: other files, names, types or positions. */
  attachments: boolean;
}

/** What today's reading of a mail would change in the stored message. */
export function findDifferences(stored: Message, read: InboundMessage): Differences {
  const changes: Record<string, unknown> = {};
  for (const member of READ_MEMBERS) {
    const today = member === 'html' ? withStoredLinks(read, stored) : read[member];
    if (!isDeepStrictEqual(today, stored[member])) changes[member] = today;
  }
  if ((read.from?.address ?? '') !== stored.fromAddress) changes.fromAddress = read.from?.address ?? '';
  if ((read.from?.name ?? '') !== stored.fromName) changes.fromName = read.from?.name ?? '';
  const reports = read.reports.map((report) => ({ ...report, verified: isVerified(report, stored) }));
  if (!isDeepStrictEqual(reports, stored.reports)) changes.reports = reports;
  const attachments = !isDeepStrictEqual(read.attachments.map(essence), byPosition(stored).map(essence));
  return { names: [...Object.keys(changes), ...(attachments ? ['attachments'] : [])], changes, attachments };
}

/** A verified report stays verified for the same mail and recipient, however it is read now. */
const isVerified = ({ recipient, originalMessageId }: StoredReport, { reports }: Message): boolean =>
  reports.some(
    (known) =>
      known.verified && known.recipient === recipient && known.originalMessageId === originalMessageId,
  );

/** Reading gives every attachment a new id. One that exists already keeps its id, so that links to it stay valid. */
export function keepIds(read: StoredAttachment[], stored: Message): StoredAttachment[] {
  const known = byPosition(stored);
  return read.map((attachment, position) => {
    const same = known[position];
    return same?.sha256 === attachment.sha256 ? { ...attachment, id: same.id } : attachment;
  });
}

function withStoredLinks({ html, attachments }: InboundMessage, stored: Message): string | null {
  const kept = keepIds(attachments, stored);
  return attachments.reduce((text, { id }, n) => text?.replaceAll(id, kept[n]!.id) ?? null, html);
}

function byPosition({ attachments }: Message): StoredAttachment[] {
  return [...attachments]
    .sort((a, b) => a.position - b.position)
    .map((attachment) => ({ ...attachment, size: Number(attachment.size) }));
}

function essence({ filename, contentType, contentId, isInline, sha256 }: StoredAttachment) {
  return { filename, contentType, contentId, isInline, sha256 };
}
