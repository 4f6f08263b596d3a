import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository, type SelectQueryBuilder } from 'typeorm';
import { type PageQuery } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { addressKey, spellingsOf } from '../suppressions/address-key.js';
import { Attachment } from './attachment.entity.js';
import { timeCursor } from '../platform/http/cursors.js';
import type { MessageQuery } from './message-query.dto.js';
import { Message } from './message.entity.js';
import { findDeliveries } from './replies/deliveries.js';
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
    await this.withDeliveries([message]);
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
    const select = this.messages.createQueryBuilder('message');
    const { kind, ticket_id, contact, since, until } = query;
    if (kind !== undefined) select.andWhere(`message.classification->>'kind' = :kind`, { kind });
    if (ticket_id !== undefined) ofFamily(select, ticket_id);
    if (contact !== undefined) {
      const spellings = spellingsOf([contact, addressKey(contact) ?? contact]);
      select.andWhere('lower(message.fromAddress) IN (:...spellings)', { spellings });
    }
    if (since !== undefined) select.andWhere('message.receivedAt >= :since', { since });
    if (until !== undefined) select.andWhere('message.receivedAt < :until', { until });
    const after = timeCursor(query.cursor);
    if (after !== null) {
      select.andWhere('(message.receivedAt, message.id) < (:value::timestamptz, :id::uuid)', { ...after });
    }
    const ordered = select.orderBy('message.receivedAt', 'DESC').addOrderBy('message.id', 'DESC');
    return this.withAttachments(await ordered.limit(query.limit + 1).getMany());
  }

  /** Messages of a ticket and of all merged into it, oldest first; one row more than asked for. */
  async ofTicket(ticketId: string, query: PageQuery): Promise<Message[]> {
    const select = this.messages.createQueryBuilder('message');
    ofFamily(select, ticketId);
    return this.oldestFirst(select, query);
  }

  /** Messages held for review, oldest first; one row more than asked for. */
  async held(query: PageQuery): Promise<Message[]> {
    return this.oldestFirst(
      this.messages.createQueryBuilder('message').where('message.held IS NOT NULL'),
      query,
    );
  }

  private async oldestFirst(select: SelectQueryBuilder<Message>, query: PageQuery): Promise<Message[]> {
    const after = timeCursor(query.cursor);
    if (after !== null) {
      select.andWhere('(message.receivedAt, message.id) > (:value::timestamptz, :id::uuid)', { ...after });
    }
    const ordered = select.orderBy('message.receivedAt', 'ASC').addOrderBy('message.id', 'ASC');
    return this.withAttachments(await ordered.limit(query.limit + 1).getMany());
  }

  /** In a separate query: with joined rows, they would have to be counted before a page could be cut. */
  private async withAttachments(messages: Message[]): Promise<Message[]> {
    const messageId = In(messages.map(({ id }) => id));
    const attachments = messages.length === 0 ? [] : await this.attachments.findBy({ messageId });
    for (const message of messages) {
      message.attachments = attachments.filter((attachment) => attachment.messageId === message.id);
    }
    return this.withDeliveries(messages);
  }

  private async withDeliveries(messages: Message[]): Promise<Message[]> {
    const sent = messages.filter(({ direction }) => direction === 'outbound').map(({ id }) => id);
    const deliveries = await findDeliveries(this.messages, sent);
    return messages.map((message) => Object.assign(message, deliveries.get(message.id)));
  }
}

function ofFamily(select: SelectQueryBuilder<Message>, ticketId: string): void {
  const family = 'SELECT id FROM tickets WHERE root_id = :ticketId OR id = :ticketId';
  select.andWhere(`message.ticketId IN (${family})`, { ticketId });
}
