import type { Became } from './became.js';
import * as mails from './mails.js';
import type { EventWish } from './simulator-api.js';

/** One thing that the simulated provider does, and what must become of it. */
export interface Scene {
  sent: string;
  mail?: mails.SampleMail;
  /** An event about mail sent to `recipient`. */
  event?: Omit<EventWish, 'to'>;
  /** Local part; the run's mark is added, because an address is suppressed only once. */
  recipient?: string;
  /** How many copies of the webhook are sent at once. */
  times?: number;
  /** Members of `Became` that must have these values; the others may have any. */
  expected: Partial<Became>;
}

const OPENED: Partial<Became> = {
  status: 'processed',
  outcome: 'ticket_opened',
  kind: 'human',
  isRawKept: true,
};
const CONTINUED: Partial<Became> = { ...OPENED, outcome: 'ticket_continued', messages: 2 };

/** In the order in which they happen; each ends before the next begins. */
export const SCENES: readonly Scene[] = [
  {
    sent: 'plain text',
    mail: mails.plainText,
    expected: { ...OPENED, messages: 1, attachments: [] },
  },
  {
    sent: 'HTML with an inline image',
    mail: mails.htmlWithInlineImage,
    expected: { ...OPENED, attachments: ['dot.png'], imagesShown: 1 },
  },
  {
    sent: 'attachment of 4 MB',
    mail: mails.largeAttachment,
    expected: { ...OPENED, attachments: ['device.bin'], attachmentBytes: 4_000_000 },
  },
  {
    sent: 'reply to the first mail',
    mail: mails.replyToPlainText,
    expected: { ...CONTINUED, ticketOf: 'plain text' },
  },
  {
    sent: 'Japanese (ISO-2022-JP)',
    mail: mails.japanese,
    expected: { ...OPENED, subject: mails.JAPANESE_SUBJECT },
  },
  {
    sent: 'no Message-ID',
    mail: mails.noMessageId,
    expected: { ...OPENED, isIdMadeUp: true },
  },
  {
    sent: 'broken MIME',
    mail: mails.brokenMime,
    expected: { ...OPENED, attachments: ['offer.pdf'], isBroken: true },
  },
  {
    sent: 'out-of-office reply',
    mail: mails.outOfOffice,
    expected: { status: 'processed', outcome: 'message_recorded', kind: 'auto_reply', ticket: null },
  },
  {
    sent: 'bounce event',
    event: { type: 'email.bounced', bounce_type: 'Permanent' },
    recipient: 'gone',
    expected: { status: 'processed', outcome: 'suppression_changed', suppression: 'bounce' },
  },
  {
    sent: 'complaint event',
    event: { type: 'email.complained' },
    recipient: 'annoyed',
    expected: { status: 'processed', outcome: 'suppression_changed', suppression: 'complaint' },
  },
  {
    sent: 'one event 20 times at once',
    mail: mails.announcedTwentyTimes,
    times: 20,
    expected: { ...OPENED, acceptedCopies: 20, events: 1, messages: 1 },
  },
  {
    sent: 'a reply before its mail',
    mail: mails.replyThatComesFirst,
    expected: OPENED,
  },
  {
    sent: 'the mail it answers',
    mail: mails.mailThatComesLate,
    expected: { ...CONTINUED, ticketOf: 'a reply before its mail' },
  },
];
