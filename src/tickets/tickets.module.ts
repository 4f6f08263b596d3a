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
import { Ticket } from './ticket.entity.js';
import { TicketsController } from './tickets.controller.js';
import { Tickets } from './tickets.js';

/** Tickets, their messages and files, over HTTP. */
@Module({
  imports: [TypeOrmModule.forFeature([Attachment, Contact, Message, Ticket])],
  controllers: [TicketsController, MessagesController, AttachmentsController, MailboxesController],
  providers: [Tickets, Messages, Mailboxes],
})
export class TicketsModule {}
