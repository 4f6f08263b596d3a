import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Audited } from '../auth/audit/audited.js';
import { RequireScope } from '../auth/access.js';
import { IdPipe } from '../platform/http/id-pipe.js';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { AnswersFile } from '../platform/http/answers-file.js';
import { ListOf } from '../platform/http/list-of.js';
import { type Page, toPage } from '../platform/http/page.js';
import { STORAGE_UNAVAILABLE } from '../platform/problem/common-problems.js';
import { Problem } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';
import { MessageQuery } from './message-query.dto.js';
import { endOfMessages, MessageView, toMessageView, toTraceView, TraceView } from './message.view.js';
import { Messages } from './messages.js';
import { MESSAGE_NOT_FOUND, RAW_NOT_KEPT, RAW_PURGED, RANGE_REFUSED } from './problems.js';
import { serveBlob } from './serve-blob.js';

@ApiTags('Messages')
@ApiBearerAuth()
@Controller('v1/messages')
export class MessagesController {
  constructor(
    private readonly messages: Messages,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** Lists messages with or without a ticket, newest first. */
  @Get()
  @ListOf(MessageView)
  @RequireScope('tickets:read')
  async list(@Query() query: MessageQuery): Promise<Page<MessageView>> {
    return toPage(await this.messages.list(query), query.limit, endOfMessages, toMessageView);
  }

  /** One message with its attachments and what was found out about it. */
  @Get(':id')
  @Refuses(MESSAGE_NOT_FOUND)
  @RequireScope('tickets:read')
  async get(@Param('id', IdPipe) id: string): Promise<MessageView> {
    return toMessageView(await this.messages.get(id));
  }

  /** The mail byte for byte as it came in. */
  @Get(':id/raw')
  @AnswersFile('message/rfc822')
  @Audited()
  @Refuses(MESSAGE_NOT_FOUND, RAW_NOT_KEPT, RAW_PURGED, RANGE_REFUSED, STORAGE_UNAVAILABLE)
  @RequireScope('tickets:read')
  async raw(
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { rawSha256, rawPurgedAt, eventId } = await this.messages.get(id);
    if (rawPurgedAt !== null) throw new Problem(RAW_PURGED, `It was purged at ${rawPurgedAt.toISOString()}.`);
    if (rawSha256 === null) {
      throw new Problem(
        RAW_NOT_KEPT,
        eventId === null
          ? 'It was written here: there is no raw mail of it.'
          : 'The provider could not hand out the raw mail.',
      );
    }
    const file = { sha256: rawSha256, filename: `${id}.eml`, contentType: 'message/rfc822' };
    await serveBlob(request, reply, this.blobs, file);
  }

  /** Why the message was filed where it is: which matchers were asked, what they saw and what they decided. */
  @Get(':id/trace')
  @Refuses(MESSAGE_NOT_FOUND)
  @RequireScope('tickets:read')
  async trace(@Param('id', IdPipe) id: string): Promise<TraceView> {
    return toTraceView(await this.messages.get(id));
  }
}
