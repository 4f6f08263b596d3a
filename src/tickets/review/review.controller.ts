import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { IdPipe } from '../../platform/http/id-pipe.js';
import { ListOf } from '../../platform/http/list-of.js';
import { Refuses } from '../../platform/problem/refuses.js';
import {
  CLAIM_UNKNOWN,
  MERGE_IMPOSSIBLE,
  MESSAGE_NOT_FOUND,
  NOT_HELD,
  TICKET_MERGED,
  TICKET_NOT_FOUND,
} from '../problems.js';
import { Actor } from '../../auth/actor.js';
import { type Page, PageQuery, toPage } from '../../platform/http/page.js';
import { endOfMessages, MessageView, toMessageView } from '../message.view.js';
import { Messages } from '../messages.js';
import { MoveHeld, RejectHeld } from './review.dto.js';
import { Review } from './review.js';

@ApiTags('Review')
@ApiBearerAuth()
@Controller('v1/review')
export class ReviewController {
  constructor(
    private readonly review: Review,
    private readonly messages: Messages,
  ) {}

  /** Lists messages that wait for a decision, oldest first. Meanwhile each has a ticket of its own. */
  @Get()
  @ListOf(MessageView)
  @RequireScope('tickets:read')
  async list(@Query() query: PageQuery): Promise<Page<MessageView>> {
    return toPage(await this.messages.held(query), query.limit, endOfMessages, toMessageView);
  }

  /** The message is merged into the ticket it claims; its sender takes part from now on. Unmerging undoes this. */
  @Post(':message_id/accept')
  @HttpCode(200)
  @Refuses(MESSAGE_NOT_FOUND, TICKET_NOT_FOUND, NOT_HELD, CLAIM_UNKNOWN, MERGE_IMPOSSIBLE)
  @RequireScope('tickets:write')
  async accept(@Param('message_id', IdPipe) id: string, @Actor() actor: string): Promise<MessageView> {
    await this.review.accept(id, actor);
    return toMessageView(await this.messages.get(id));
  }

  /** The message does not belong there; it stays in its own ticket. */
  @Post(':message_id/reject')
  @HttpCode(200)
  @Refuses(MESSAGE_NOT_FOUND, NOT_HELD, TICKET_MERGED)
  @RequireScope('tickets:write')
  async reject(
    @Param('message_id', IdPipe) id: string,
    @Body() body: RejectHeld,
    @Actor() actor: string,
  ): Promise<MessageView> {
    await this.review.reject(id, body?.spam ?? false, actor);
    return toMessageView(await this.messages.get(id));
  }

  /** The message belongs to another ticket. */
  @Post(':message_id/move')
  @HttpCode(200)
  @Refuses(MESSAGE_NOT_FOUND, TICKET_NOT_FOUND, NOT_HELD, MERGE_IMPOSSIBLE)
  @RequireScope('tickets:write')
  async move(
    @Param('message_id', IdPipe) id: string,
    @Body() body: MoveHeld,
    @Actor() actor: string,
  ): Promise<MessageView> {
    await this.review.move(id, body.ticket_id, actor);
    return toMessageView(await this.messages.get(id));
  }
}
