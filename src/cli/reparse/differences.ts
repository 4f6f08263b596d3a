import { isDeepStrictEqual } from 'node:util';
import type { InboundMessage, StoredAttachment } from '../../tickets/filing/inbound-message.js';
import type { Message, StoredReport } from '../../tickets/message.entity.js';

/** The members of a message that reading decides. Where it is filed is not one of them. */
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
  /** Names of what differs, for the listing. */
  names: string[];
  /** Columns to write, by property of `Message`. */
  changes: Record<string, unknown>;
  /** The attachments differ as a list: other files, names, types or places. */
  attachments: boolean;
}

/** What today's reading of a mail says otherwise than the stored one. */
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

/** What a report says of a mail of ours to somebody was found true of that mail and recipient, however it is read now. */
const isVerified = ({ recipient, originalMessageId }: StoredReport, { reports }: Message): boolean =>
  reports.some(
    (known) =>
      known.verified && known.recipient === recipient && known.originalMessageId === originalMessageId,
  );

/** Reading gives every attachment a new id; one that is there already keeps its id, and so do links to it. */
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
