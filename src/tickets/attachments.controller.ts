import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Audited } from '../auth/audit/audited.js';
import { RequireScope } from '../auth/access.js';
import { IdPipe } from '../platform/http/id-pipe.js';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { AnswersFile } from '../platform/http/answers-file.js';
import { STORAGE_UNAVAILABLE } from '../platform/problem/common-problems.js';
import { Problem } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';
import { ATTACHMENT_NOT_FOUND, ATTACHMENT_PURGED, RANGE_REFUSED } from './problems.js';
import { serveBlob } from './serve-blob.js';
import { AttachmentView, toAttachmentView } from './message.view.js';
import { Messages } from './messages.js';

@ApiTags('Messages')
@ApiBearerAuth()
@Controller('v1/attachments')
export class AttachmentsController {
  constructor(
    private readonly messages: Messages,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** One attached file: name, type and size; the bytes are at `content`. */
  @Get(':id')
  @Refuses(ATTACHMENT_NOT_FOUND)
  @RequireScope('tickets:read')
  async get(@Param('id', IdPipe) id: string): Promise<AttachmentView> {
    return toAttachmentView(await this.messages.getAttachment(id));
  }

  /** The file itself, always as a download, also by range (RFC 9110 §14). */
  @Get(':id/content')
  @AnswersFile('application/octet-stream')
  @Audited()
  @Refuses(ATTACHMENT_NOT_FOUND, ATTACHMENT_PURGED, RANGE_REFUSED, STORAGE_UNAVAILABLE)
  @RequireScope('tickets:read')
  async content(
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { filename, sha256, purgedAt } = await this.messages.getAttachment(id);
    if (purgedAt !== null)
      throw new Problem(ATTACHMENT_PURGED, `It was purged at ${purgedAt.toISOString()}.`);
    const file = { sha256, filename, contentType: 'application/octet-stream' };
    await serveBlob(request, reply, this.blobs, file);
  }
}
