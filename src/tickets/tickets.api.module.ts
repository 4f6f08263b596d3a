import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Attachment } from './attachment.entity.js';
import { AttachmentsController } from './attachments.controller.js';
import { Contact } from './contact.entity.js';
import { MailboxesController } from './mailboxes/mailboxes.controller.js';
import { Mailboxes } from './mailboxes/mailboxes.js';
import { Message } from './message.entity.js';
import { MessagesController } from './messages.controller.js';
import { Messages } from './messages.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { Contacts } from './contacts/contacts.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { Merging } from './merging/merging.js';
import { Splitting } from './merging/splitting.js';
import { TicketEvents } from './events/ticket-events.js';
import { ReviewController } from './review/review.controller.js';
import { Review } from './review/review.js';
import { TicketActionsController } from './ticket-actions.controller.js';
import { RepliesController } from './replies/replies.controller.js';
import { Replies } from './replies/replies.js';
import { ReplyFiles } from './replies/reply-files.js';
import { RulesController } from './rules/rules.controller.js';
import { Rules } from './rules/rules.js';
import { GuessingAlarm } from './threading/guessing-alarm.js';
import { ReplyKeysModule } from './reply-keys.module.js';
import { TicketList } from './ticket-list.js';
import { Desk } from './writing/desk.js';
import { Ticket } from './ticket.entity.js';
import { TicketsController } from './tickets.controller.js';
import { Tickets } from './tickets.js';

/** Tickets, their messages and attachments, over HTTP. */
@Module({
  imports: [
    ReplyKeysModule,
    SuppressionsModule,
    TypeOrmModule.forFeature([Attachment, Contact, Message, Ticket]),
  ],
  controllers: [
    TicketsController,
    TicketActionsController,
    MessagesController,
    AttachmentsController,
    MailboxesController,
    ReviewController,
    ContactsController,
    RepliesController,
    RulesController,
  ],
  providers: [
    Tickets,
    TicketList,
    TicketEvents,
    Messages,
    Mailboxes,
    Desk,
    Merging,
    Splitting,
    Review,
    Contacts,
    Replies,
    ReplyFiles,
    Rules,
    GuessingAlarm,
  ],
  exports: [Messages, Rules],
})
export class TicketsApiModule {}
