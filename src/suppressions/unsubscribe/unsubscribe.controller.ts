import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenToAll, RequireScope } from '../../auth/access.js';
import { RateLimits } from '../../auth/limits/rate-limits.js';
import { RATE_LIMITED } from '../../auth/problems.js';
import { AnswersText } from '../../platform/http/answers-file.js';
import { Problem } from '../../platform/problem/problem.js';
import { Refuses } from '../../platform/problem/refuses.js';
import type { EntryKey } from '../entries.js';
import { NOT_ONE_CLICK, UNSUBSCRIBE_LINK_INVALID } from '../problems.js';
import { requiredAddress } from '../required-address.js';
import { answeringPage, ASKING_PAGE } from './unsubscribe-page.js';
import { MakeUnsubscribeLinks } from './unsubscribe.dto.js';
import { toUnsubscribeLinkView, UnsubscribeLinksView } from './unsubscribe.view.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';
import { Unsubscribing } from './unsubscribing.js';

/** The form's one field (RFC 8058 §3.2), URL-encoded or as part of a multipart form. */
const ONE_CLICK =
  /(?:^|&)List-Unsubscribe=One-Click(?:&|$)|name="?List-Unsubscribe"?\r?\n\r?\nOne-Click\r?\n/;

@ApiTags('Suppressions')
@Controller()
export class UnsubscribeController {
  constructor(
    private readonly links: UnsubscribeLinks,
    private readonly unsubscribing: Unsubscribing,
    private readonly limits: RateLimits,
  ) {}

  /** Makes the header lines with which each recipient of a mail can unsubscribe with one click (RFC 8058). */
  @Post('v1/suppressions/unsubscribe-links')
  @HttpCode(200)
  @ApiBearerAuth()
  @RequireScope('suppressions:write')
  async make(@Body() { addresses, scope }: MakeUnsubscribeLinks): Promise<UnsubscribeLinksView> {
    const entries = addresses.map((text, index) => ({
      address: requiredAddress(text, `addresses/${index}`),
      scope,
    }));
    const urls = await this.links.make(entries);
    const data = addresses.map((address, index) => toUnsubscribeLinkView(address, urls[index]!));
    return { object: 'unsubscribe_links', data };
  }

  /** Shows a page with a button to unsubscribe. Changes nothing. */
  @Get('unsubscribe/:token')
  @Header('content-type', 'text/html; charset=utf-8')
  @AnswersText('text/html')
  @OpenToAll()
  @Refuses(UNSUBSCRIBE_LINK_INVALID, RATE_LIMITED)
  async ask(
    @Param('token') token: string,
    @Req() { ip }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.named(token, ip, reply);
    return ASKING_PAGE;
  }

  /** Unsubscribes the recipient. The body is the form `List-Unsubscribe=One-Click`. No key: the URL is signed. */
  @Post('unsubscribe/:token')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiConsumes('application/x-www-form-urlencoded', 'multipart/form-data')
  @AnswersText('text/html')
  @OpenToAll()
  @Refuses(UNSUBSCRIBE_LINK_INVALID, NOT_ONE_CLICK, RATE_LIMITED)
  async unsubscribe(
    @Param('token') token: string,
    @Req() { ip, body }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const entry = await this.named(token, ip, reply);
    if (!Buffer.isBuffer(body) || !ONE_CLICK.test(body.toString('latin1'))) {
      throw new Problem(NOT_ONE_CLICK, 'Send the form field List-Unsubscribe=One-Click (RFC 8058).');
    }
    return answeringPage(await this.unsubscribing.unsubscribe(entry));
  }

  /** Limits attempts with forged links as attempts with wrong keys are limited. */
  private async named(token: string, ip: string, reply: FastifyReply): Promise<EntryKey> {
    this.limits.checkAddress(ip, (name, value) => void reply.header(name, value));
    const entry = await this.links.read(token);
    if (entry !== null) return entry;
    this.limits.countRefusal(ip);
    throw new Problem(UNSUBSCRIBE_LINK_INVALID, 'The link is not one of ours, or it was cut off.');
  }
}
