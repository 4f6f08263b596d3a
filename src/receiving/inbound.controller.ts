import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Controller, Headers, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RequireScope } from '../auth/access.js';
import { InboxRecorder } from '../inbox/inbox-recorder.js';
import { INBOX_OVERLOADED } from '../inbox/problems.js';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { invalid } from '../platform/http/validation.js';
import { MEDIA_TYPE_UNSUPPORTED, STORAGE_UNAVAILABLE } from '../platform/problem/common-problems.js';
import { Problem } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';
import { sha256Of } from '../platform/sha256.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import { HANDED_IN, type HandedInPayload } from './handed-in.js';
import { InboundAnswer } from './inbound.view.js';

/** Longest envelope accepted, both headers together. */
const MAX_ENVELOPE_CHARACTERS = 8_192;

@ApiTags('Ingress')
@ApiBearerAuth()
@Controller('v1/inbound')
export class InboundController {
  constructor(
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly inbox: InboxRecorder,
    private readonly erased: ErasedMails,
  ) {}

  /**
   * Accepts a raw mail from an MTA, a worker or a migration. `X-Envelope-From` and `X-Envelope-To` (comma-separated)
   * carry the SMTP envelope. The same mail with the same envelope is accepted once.
   */
  @Post()
  @HttpCode(202)
  @RequireScope('inbound:write')
  @ApiConsumes('message/rfc822')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Refuses(INBOX_OVERLOADED, STORAGE_UNAVAILABLE)
  async take(
    @Req() request: FastifyRequest,
    @Headers('x-envelope-from') from: string | undefined,
    @Headers('x-envelope-to') to: string | undefined,
  ): Promise<InboundAnswer> {
    if (request.body !== undefined && !Buffer.isBuffer(request.body)) {
      throw new Problem(MEDIA_TYPE_UNSUPPORTED, 'Send the raw mail as message/rfc822.');
    }
    const raw = await this.keep(request.body ?? Buffer.alloc(0));
    const payload = JSON.stringify({
      raw,
      envelope: envelopeOf(inUtf8(from), inUtf8(to)),
    } satisfies HandedInPayload);
    const { eventId, duplicate } = await this.inbox.record({
      source: HANDED_IN,
      deliveryId: createHash('sha256').update(payload).digest('hex'),
      type: 'email.received',
      kind: 'received',
      emailId: null,
      occurredAt: null,
      payload: Buffer.from(payload),
    });
    return { object: 'inbound_mail', event_id: eventId, duplicate };
  }

  /** Mail that was erased with its sender is not stored again. */
  private async keep(bytes: Buffer): Promise<HandedInPayload['raw']> {
    const sha256 = await sha256Of(bytes);
    const isErased = await this.erased.know({ rawSha256: sha256, source: HANDED_IN, emailId: null });
    return isErased ? { sha256, size: bytes.length } : this.blobs.put(bytes);
  }
}

/** Node.js decodes headers as latin1; addresses with non-ASCII letters arrive in UTF-8 (RFC 6532 §3.2). */
function inUtf8(header = ''): string {
  const bytes = Buffer.from(header, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : header;
}

function envelopeOf(from: string, to: string): HandedInPayload['envelope'] {
  if (from.length + to.length > MAX_ENVELOPE_CHARACTERS) {
    throw invalid(
      'x-envelope-to',
      `the envelope must not be longer than ${MAX_ENVELOPE_CHARACTERS} characters`,
    );
  }
  const recipients = to.split(',').map((recipient) => recipient.trim());
  return {
    reverse_path: from.trim() || null,
    recipients: recipients.filter((recipient) => recipient !== ''),
  };
}
