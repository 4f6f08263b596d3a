import type { Mailbox } from './mailbox.entity.js';

export class MailboxSettingsView {
  object: 'mailbox';
  id: string;
  name: string;
  /** Address that replies are sent from; null if this mailbox only receives. */
  address: string | null;
  reply_domain: string | null;
  patterns: string[];
  /** Mail for no other mailbox comes here. */
  catch_all: boolean;
  position: number;
  default_assignee: string | null;
  /** `low | normal | high | urgent` */
  default_priority: string;
  default_tags: string[];
  reopen_days: number | null;
  /** `join | split | ask` */
  on_subject_change: string;
  acknowledges: boolean;
  acknowledgement_text: string | null;
  /** Compared with `If-Match`; also in the ETag. */
  version: number;
  created_at: string;
}

/** @param mailbox with its patterns loaded */
export function toMailboxSettingsView(mailbox: Mailbox): MailboxSettingsView {
  return {
    object: 'mailbox',
    id: mailbox.id,
    name: mailbox.name,
    address: mailbox.address,
    reply_domain: mailbox.replyDomain,
    patterns: mailbox.patterns.map(({ pattern }) => pattern).sort(),
    catch_all: mailbox.isCatchAll,
    position: mailbox.position,
    default_assignee: mailbox.defaultAssignee,
    default_priority: mailbox.defaultPriority,
    default_tags: mailbox.defaultTags,
    reopen_days: mailbox.reopenDays,
    on_subject_change: mailbox.onSubjectChange,
    acknowledges: mailbox.acknowledges,
    acknowledgement_text: mailbox.acknowledgementText,
    version: mailbox.version,
    created_at: mailbox.createdAt.toISOString(),
  };
}
