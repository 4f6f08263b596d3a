import { ApiKey } from './auth/api-key.entity.js';
import { AuditEntry } from './auth/audit/audit-entry.entity.js';
import { AuditLog1763690000032 } from './auth/migrations/1763690000032-audit-log.js';
import { ApiKeyPrefixes1763690000161 } from './auth/migrations/1763690000161-api-key-prefixes.js';
import { ApiKeys1763690000002 } from './auth/migrations/1763690000002-api-keys.js';
import { EventReplays1763690000061 } from './inbox/migrations/1763690000061-event-replays.js';
import { EventReplay } from './inbox/replays/event-replay.entity.js';
import { Erasures1763690000081 } from './erasure/migrations/1763690000081-erasures.js';
import { ClosedReconciles1763690000210 } from './inbox/migrations/1763690000210-closed-reconciles.js';
import { EventLogs1763690000180 } from './inbox/migrations/1763690000180-event-logs.js';
import { InboxEvent } from './inbox/inbox-event.entity.js';
import { InboxEvents1763690000001 } from './inbox/migrations/1763690000001-inbox-events.js';
import { WebhookStatus1763690000140 } from './inbox/migrations/1763690000140-webhook-status.js';
import { RunnableSince1763690000221 } from './inbox/migrations/1763690000221-runnable-since.js';
import { SourceHours1763690000222 } from './inbox/migrations/1763690000222-source-hours.js';
import { Reconciles1763690000060 } from './inbox/migrations/1763690000060-reconciles.js';
import { Deliveries1763690000020 } from './deliveries/migrations/1763690000020-deliveries.js';
import type { Schema } from './platform/database/data-source.js';
import { Notifications1763690000031 } from './notifications/migrations/1763690000031-notifications.js';
import { WebhookWarnings1763690000033 } from './notifications/migrations/1763690000033-webhook-warnings.js';
import { NotifyListeners1763690000171 } from './notifications/migrations/1763690000171-notify-listeners.js';
import { NotificationIds1763690000190 } from './notifications/migrations/1763690000190-notification-ids.js';
import { Notification } from './notifications/notification.entity.js';
import { WebhookDelivery } from './notifications/webhook-delivery.entity.js';
import { WebhookEndpoint } from './notifications/webhook-endpoint.entity.js';
import { IdempotentRequests1763690000030 } from './platform/idempotency/migrations/1763690000030-idempotent-requests.js';
import { RequestsUnderWay1763690000261 } from './platform/idempotency/migrations/1763690000261-requests-under-way.js';
import { RequestBudgets1763690000042 } from './providers/migrations/1763690000042-request-budgets.js';
import { InboundEmails1763690000005 } from './receiving/migrations/1763690000005-inbound-emails.js';
import { KeptMailsStateless1763690000223 } from './receiving/migrations/1763690000223-kept-mails-stateless.js';
import { KeptMails1763690000170 } from './receiving/migrations/1763690000170-kept-mails.js';
import { Suppressions1763690000003 } from './suppressions/migrations/1763690000003-suppressions.js';
import { ErasedSuppressions1763690000016 } from './suppressions/migrations/1763690000016-erased-suppressions.js';
import { SuppressionCheck1763690000040 } from './suppressions/migrations/1763690000040-suppression-check.js';
import { UnsubscribeKeys1763690000041 } from './suppressions/migrations/1763690000041-unsubscribe-keys.js';
import { SealedUnsubscribeKeys1763690000160 } from './suppressions/migrations/1763690000160-sealed-unsubscribe-keys.js';
import { LiftableErasedSuppressions1763690000281 } from './suppressions/migrations/1763690000281-liftable-erased-suppressions.js';
import { MirrorDoubts1763690000241 } from './suppressions/migrations/1763690000241-mirror-doubts.js';
import { NewestSuppressions1763690000242 } from './suppressions/migrations/1763690000242-newest-suppressions.js';
import { AmbiguousReport } from './suppressions/ambiguous/ambiguous-report.entity.js';
import { SuppressionEvidence } from './suppressions/suppression-evidence.entity.js';
import { SuppressionHistory } from './suppressions/suppression-history.entity.js';
import { Suppression } from './suppressions/suppression.entity.js';
import { BlobRemovals1763690000191 } from './retention/migrations/1763690000191-blob-removals.js';
import { HandedInIndex1763690000220 } from './retention/migrations/1763690000220-handed-in-index.js';
import { Retention1763690000071 } from './retention/migrations/1763690000071-retention.js';
import { Stats1763690000070 } from './stats/migrations/1763690000070-stats.js';
import { Attachment } from './tickets/attachment.entity.js';
import { Contact, ContactAddress } from './tickets/contact.entity.js';
import { Mailbox, MailboxPattern } from './tickets/mailboxes/mailbox.entity.js';
import { Message } from './tickets/message.entity.js';
import { Tickets1763690000004 } from './tickets/migrations/1763690000004-tickets.js';
import { TicketEvents1763690000010 } from './tickets/migrations/1763690000010-ticket-events.js';
import { SearchEntries1763690000011 } from './tickets/migrations/1763690000011-search-entries.js';
import { OutboundMails1763690000012 } from './tickets/migrations/1763690000012-outbound-mails.js';
import { SearchDocuments1763690000014 } from './tickets/migrations/1763690000014-search-documents.js';
import { ErasedMails1763690000015 } from './tickets/migrations/1763690000015-erased-mails.js';
import { SentMessages1763690000018 } from './tickets/migrations/1763690000018-sent-messages.js';
import { MessagesByMailbox1763690000231 } from './tickets/migrations/1763690000231-messages-by-mailbox.js';
import { OpenAttempts1763690000192 } from './tickets/migrations/1763690000192-open-attempts.js';
import { BoundedThreading1763690000251 } from './tickets/migrations/1763690000251-bounded-threading.js';
import { MessagesWithReports1763690000252 } from './tickets/migrations/1763690000252-messages-with-reports.js';
import { MessagesOnePerEvent1763690000291 } from './tickets/migrations/1763690000291-messages-one-per-event.js';
import { Versions1763690000019 } from './tickets/migrations/1763690000019-versions.js';
import { Rules1763690000013 } from './tickets/migrations/1763690000013-rules.js';
import { Rule } from './tickets/rules/rule.entity.js';
import { TicketEvent } from './tickets/events/ticket-event.entity.js';
import { Ticket } from './tickets/ticket.entity.js';

/**
 * Everything the rooms keep in the database. Migrations run in the order of the numbers at the end of their names, not
 * in the order of this list: a new one takes a number above the last.
 */
export const SCHEMA: Schema = {
  entities: [
    AmbiguousReport,
    ApiKey,
    Attachment,
    AuditEntry,
    Contact,
    ContactAddress,
    EventReplay,
    InboxEvent,
    Mailbox,
    MailboxPattern,
    Message,
    Notification,
    Rule,
    Suppression,
    SuppressionEvidence,
    SuppressionHistory,
    Ticket,
    TicketEvent,
    WebhookDelivery,
    WebhookEndpoint,
  ],
  migrations: [
    InboxEvents1763690000001,
    ApiKeys1763690000002,
    Suppressions1763690000003,
    Tickets1763690000004,
    InboundEmails1763690000005,
    TicketEvents1763690000010,
    SearchEntries1763690000011,
    OutboundMails1763690000012,
    Rules1763690000013,
    SearchDocuments1763690000014,
    ErasedMails1763690000015,
    ErasedSuppressions1763690000016,
    SentMessages1763690000018,
    Versions1763690000019,
    Deliveries1763690000020,
    IdempotentRequests1763690000030,
    Notifications1763690000031,
    AuditLog1763690000032,
    WebhookWarnings1763690000033,
    SuppressionCheck1763690000040,
    UnsubscribeKeys1763690000041,
    RequestBudgets1763690000042,
    Reconciles1763690000060,
    EventReplays1763690000061,
    Stats1763690000070,
    Retention1763690000071,
    Erasures1763690000081,
    WebhookStatus1763690000140,
    SealedUnsubscribeKeys1763690000160,
    ApiKeyPrefixes1763690000161,
    KeptMails1763690000170,
    NotifyListeners1763690000171,
    EventLogs1763690000180,
    NotificationIds1763690000190,
    BlobRemovals1763690000191,
    OpenAttempts1763690000192,
    ClosedReconciles1763690000210,
    HandedInIndex1763690000220,
    RunnableSince1763690000221,
    SourceHours1763690000222,
    KeptMailsStateless1763690000223,
    MessagesByMailbox1763690000231,
    MirrorDoubts1763690000241,
    NewestSuppressions1763690000242,
    BoundedThreading1763690000251,
    MessagesWithReports1763690000252,
    RequestsUnderWay1763690000261,
    LiftableErasedSuppressions1763690000281,
    MessagesOnePerEvent1763690000291,
  ],
};
