import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { IdPipe } from '../../platform/http/id-pipe.js';
import { LocatedAt } from '../../platform/http/located-at.js';
import { STORAGE_UNAVAILABLE } from '../../platform/problem/common-problems.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { MAILBOX_CANNOT_SEND, RECIPIENT_SUPPRESSED, TICKET_MERGED, TICKET_NOT_FOUND } from '../problems.js';
import { Actor } from '../../auth/actor.js';
import { MessageView, toMessageView } from '../message.view.js';
import { Messages } from '../messages.js';
import { NewReply } from './reply.dto.js';
import { Replies } from './replies.js';

@ApiTags('Tickets')
@ApiBearerAuth()
@Controller('v1/tickets/:id/replies')
export class RepliesController {
  constructor(
    private readonly replies: Replies,
    private readonly messages: Messages,
  ) {}

  /** Sends a reply by mail, from the mailbox's address. The message's `delivery` says what became of it. */
  @Post()
  @LocatedAt('/v1/messages')
  @Refuses(TICKET_NOT_FOUND, TICKET_MERGED, MAILBOX_CANNOT_SEND, RECIPIENT_SUPPRESSED, STORAGE_UNAVAILABLE)
  @RequireScope('tickets:write')
  async write(
    @Param('id', IdPipe) id: string,
    @Body() reply: NewReply,
    @Actor() actor: string,
  ): Promise<MessageView> {
    const messageId = await this.replies.write(id, reply, actor);
    return toMessageView(await this.messages.get(messageId));
  }
}
