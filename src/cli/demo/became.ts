import type { MessageView, PostroomApi } from './postroom-api.js';

/** The ids that Postroom makes up for mails without one end in this (RFC 2606 §2). */
const MADE_UP_ID_DOMAIN = '.invalid';

/** What became of something that was sent, as an outsider sees it through the API. Empty where it does not apply. */
export interface Became {
  /** Copies of the webhook that were answered 200. */
  acceptedCopies: number;
  /** Events recorded for all those copies. */
  events: number;
  status: string;
  outcome: string;
  /** Why it did not end well. */
  error: string;
  ticket: number | null;
  /** What was sent when the ticket was opened. */
  ticketOf: string;
  /** Messages in the ticket. */
  messages: number;
  kind: string;
  subject: string;
  attachments: string[];
  attachmentBytes: number;
  /** Inline images that the sanitised HTML refers to. */
  imagesShown: number;
  isIdMadeUp: boolean;
  /** What was broken in the mail, as stable codes. */
  defects: string[];
  isBroken: boolean;
  /** True if the raw mail comes back byte for byte. */
  isRawKept: boolean;
  /** Why the address must no longer be mailed. */
  suppression: string | null;
}

const NOTHING: Became = {
  acceptedCopies: 0,
  events: 0,
  status: 'never recorded',
  outcome: '',
  error: '',
  ticket: null,
  ticketOf: '',
  messages: 0,
  kind: '',
  subject: '',
  attachments: [],
  attachmentBytes: 0,
  imagesShown: 0,
  isIdMadeUp: false,
  defects: [],
  isBroken: false,
  isRawKept: false,
  suppression: null,
};

/** What to look for. */
export interface Trail {
  deliveryId: string;
  /** The raw mail that was sent. */
  mail: Buffer | null;
  /** The address that an event was about. */
  address: string | null;
  /** What opened which ticket; a new ticket is added under `sent`. */
  openedBy: Map<number, string>;
  sent: string;
}

/** Waits for the end of a delivery and reads everything that it left behind. */
export async function followTrail(postroom: PostroomApi, trail: Trail): Promise<Became> {
  const events = await postroom.endedEvents(trail.deliveryId);
  const event = events[0];
  if (event === undefined) return NOTHING;
  const { message_id: messageId = null, ticket_id: ticketId = null, kind = '' } = event.outcome ?? {};
  return {
    ...NOTHING,
    events: events.length,
    status: event.status,
    outcome: kind,
    error: event.last_error?.code ?? '',
    ...(messageId !== null && (await readMessage(postroom, messageId, trail.mail))),
    ...(ticketId !== null && (await readTicket(postroom, ticketId, trail))),
    ...(trail.address !== null && { suppression: await postroom.suppressionReason(trail.address) }),
  };
}

async function readMessage(postroom: PostroomApi, id: string, sent: Buffer | null): Promise<Partial<Became>> {
  const message = await postroom.message(id);
  const raw = await postroom.raw(id);
  return {
    kind: message.classification.kind,
    subject: message.subject,
    attachments: message.attachments.map(({ filename }) => filename),
    attachmentBytes: message.attachments.reduce((sum, { size }) => sum + size, 0),
    imagesShown: imagesShown(message),
    isIdMadeUp: message.message_id.endsWith(MADE_UP_ID_DOMAIN),
    defects: message.defects,
    isBroken: message.defects.length > 0,
    isRawKept: sent !== null && raw.equals(sent),
  };
}

function imagesShown({ attachments, html }: MessageView): number {
  return attachments.filter(({ id, inline }) => inline && html?.includes(`/v1/attachments/${id}/`)).length;
}

async function readTicket(
  postroom: PostroomApi,
  id: string,
  { openedBy, sent }: Trail,
): Promise<Partial<Became>> {
  const { number } = await postroom.ticket(id);
  if (!openedBy.has(number)) openedBy.set(number, sent);
  return { ticket: number, ticketOf: openedBy.get(number)!, messages: await postroom.messageCount(id) };
}
