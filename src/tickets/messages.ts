import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { decodeCursor, type PageQuery } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { Attachment } from './attachment.entity.js';
import type { MessageQuery } from './message-query.dto.js';
import { Message } from './message.entity.js';
import { ATTACHMENT_NOT_FOUND, MESSAGE_NOT_FOUND } from './problems.js';

/** Reads messages and their attachments. */
@Injectable()
export class Messages {
  constructor(
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    @InjectRepository(Attachment) private readonly attachments: Repository<Attachment>,
  ) {}

  /** @throws Problem message-not-found */
  async get(id: string): Promise<Message> {
    const message = await this.messages.findOne({ where: { id }, relations: { attachments: true } });
    if (message === null) throw new Problem(MESSAGE_NOT_FOUND, `There is no message ${id}.`);
    return message;
  }

  /** @throws Problem attachment-not-found */
  async getAttachment(id: string): Promise<Attachment> {
    const attachment = await this.attachments.findOneBy({ id });
    if (attachment === null) throw new Problem(ATTACHMENT_NOT_FOUND, `There is no attachment ${id}.`);
    return attachment;
  }

  /** Newest first; one row more than asked for. */
  async list(query: MessageQuery): Promise<Message[]> {
    const select = this.messages
      .createQueryBuilder('message')
      .leftJoinAndSelect('message.attachments', 'attachment');
    const { kind, ticket_id, contact, since } = query;
    if (kind !== undefined) select.andWhere(`message.classification->>'kind' = :kind`, { kind });
    if (ticket_id !== undefined) select.andWhere('message.ticketId = :ticket_id', { ticket_id });
    if (contact !== undefined) select.andWhere('lower(message.fromAddress) = :contact', { contact });
    if (since !== undefined) select.andWhere('message.receivedAt >= :since', { since });
    const after = decodeCursor(query.cursor);
    if (after !== null) {
      select.andWhere('(message.receivedAt, message.id) < (:value::timestamptz, :id::uuid)', { ...after });
    }
    return select
      .orderBy('message.receivedAt', 'DESC')
      .addOrderBy('message.id', 'DESC')
      .take(query.limit + 1)
      .getMany();
  }

  /** Oldest first; one row more than asked for. */
  async ofTicket(ticketId: string, query: PageQuery): Promise<Message[]> {
    const select = this.messages
      .createQueryBuilder('message')
      .leftJoinAndSelect('message.attachments', 'attachment')
      .where('message.ticketId IN (SELECT id FROM tickets WHERE root_id = :ticketId OR id = :ticketId)', {
        ticketId,
      });
    const after = decodeCursor(query.cursor);
    if (after !== null) {
      select.andWhere('(message.receivedAt, message.id) > (:value::timestamptz, :id::uuid)', { ...after });
    }
    return select
      .orderBy('message.receivedAt', 'ASC')
      .addOrderBy('message.id', 'ASC')
      .take(query.limit + 1)
      .getMany();
  }
}
