import { bareAddress } from '../address.js';
import { ApiError } from '../api-error.js';
import type { JsonObject } from '../json.js';
import type { SendOutcome } from '../plan.js';
import type { World } from '../world.js';
import type { SentMail } from './sent-mail.js';

/** Accepts a mail and sends it now or when it is due. Throws if the quota is used up. */
export function acceptMail(mail: SentMail, world: World): void {
  checkQuota(world);
  world.sent.set(mail.id, mail);
  if (mail.scheduledAt !== null && Date.parse(mail.scheduledAt) > world.clock.nowMs()) schedule(mail, world);
  else sendNow(mail, world);
}

/** Plans, or plans again, the sending of a mail at its `scheduledAt`. */
export function schedule(mail: SentMail, world: World): void {
  mail.cancelSending();
  say(mail, 'email.scheduled', world);
  mail.cancelSending = world.agenda.at(Date.parse(mail.scheduledAt ?? ''), () => {
    sendNow(mail, world);
    return Promise.resolve();
  });
}

/** `data` of an outbound event. It does not say which recipient it is about. */
function outboundEventData(mail: SentMail): JsonObject {
  const headers = Object.entries(mail.headers).map(([name, value]) => ({ name, value }));
  return {
    email_id: mail.id,
    message_id: mail.messageId,
    created_at: mail.createdAt.toISOString(),
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    ...(Object.keys(mail.tags).length > 0 ? { tags: mail.tags } : {}),
    ...(headers.length > 0 ? { headers } : {}),
  };
}

function sendNow(mail: SentMail, world: World): void {
  const over = world.quota.isOver(world.quota.count());
  if (over) return say(mail, 'email.failed', world, { failed: { reason: `reached_${over}_quota` } });
  for (const recipient of [...mail.to, ...mail.cc, ...mail.bcc]) {
    const address = bareAddress(recipient);
    OUTCOMES[outcomeOf(address, world)](mail, address, world);
  }
}

type Act = (mail: SentMail, address: string, world: World) => void;

/** What happens to a mail at one recipient. Every event is emitted once per recipient. */
const OUTCOMES: Record<SendOutcome, Act> = {
  delivered: (mail, _address, world) => {
    say(mail, 'email.sent', world);
    say(mail, 'email.delivered', world);
  },
  delivery_delayed: (mail, _address, world) => {
    say(mail, 'email.sent', world);
    say(mail, 'email.delivery_delayed', world);
  },
  bounced: (mail, address, world) => {
    say(mail, 'email.sent', world);
    say(mail, 'email.bounced', world, { bounce: hardBounce(address) });
    world.suppressions.add(address, 'bounce', mail.id);
  },
  complained: (mail, address, world) => {
    say(mail, 'email.sent', world);
    say(mail, 'email.delivered', world);
    say(mail, 'email.complained', world);
    world.suppressions.add(address, 'complaint', mail.id);
  },
  suppressed: (mail, address, world) => {
    const type = world.suppressions.find(address) ? 'OnAccountSuppressionList' : 'Suppressed';
    const message = 'The address is on the suppression list.';
    say(mail, 'email.suppressed', world, { suppressed: { message, type } });
  },
  failed: (mail, _address, world) => {
    say(mail, 'email.failed', world, { failed: { reason: 'sending_failed' } });
  },
};

function outcomeOf(address: string, world: World): SendOutcome {
  if (world.suppressions.find(address)) return 'suppressed';
  const planned = world.plan.outcomes[address];
  if (planned) return planned;
  const test = /^(delivered|bounced|complained|suppressed)(?:\+[^@]*)?@resend\.dev$/i.exec(address);
  return (test?.[1]?.toLowerCase() as SendOutcome | undefined) ?? 'delivered';
}

function hardBounce(address: string): JsonObject {
  return {
    message: 'The receiving server refused the address for good.',
    type: 'Permanent',
    subType: 'General',
    diagnosticCode: [`smtp; 550 5.1.1 <${address}>: unknown mailbox`],
  };
}

function say(mail: SentMail, type: string, world: World, more: JsonObject = {}): void {
  mail.lastEvent = type.replace('email.', '');
  world.emitter.emit(type, { ...outboundEventData(mail), ...more });
}

function checkQuota(world: World): void {
  const { day, month } = world.quota.usage();
  const over = world.quota.isOver({ day: day + 1, month: month + 1 });
  if (over)
    throw new ApiError(`${over}_quota_exceeded`, `You have reached your ${over} email sending quota.`);
}
