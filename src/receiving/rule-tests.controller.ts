import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/access.js';
import { Unprocessable } from '../inbox/inbox-errors.js';
import { invalid } from '../platform/http/validation.js';
import { Refuses } from '../platform/problem/refuses.js';
import { recipientsOf } from '../tickets/mailboxes/recipients.js';
import { Messages } from '../tickets/messages.js';
import { MESSAGE_NOT_FOUND } from '../tickets/problems.js';
import type { RuleSubject } from '../tickets/rules/apply-rules.js';
import { TestRules } from '../tickets/rules/rule.dto.js';
import { RuleTestView, toRuleTestView } from '../tickets/rules/rule.view.js';
import { Rules, subjectOf } from '../tickets/rules/rules.js';
import { MailReader } from './reader/mail-reader.js';

/** Not in the room of the rules, because it may have to read a raw mail. */
@ApiTags('Rules')
@ApiBearerAuth()
@Controller('v1/rules/test')
export class RuleTestsController {
  constructor(
    private readonly rules: Rules,
    private readonly messages: Messages,
    private readonly reader: MailReader,
  ) {}

  /** Shows which rules would fire for a stored message or a raw mail, and changes nothing. */
  @Post()
  @HttpCode(200)
  @Refuses(MESSAGE_NOT_FOUND)
  @RequireScope('tickets:read')
  async test(@Body() { message_id, raw, rule }: TestRules): Promise<RuleTestView> {
    if ((message_id === undefined) === (raw === undefined)) {
      throw invalid('message_id', 'send either message_id or raw');
    }
    const mail = raw === undefined ? subjectOf(await this.messages.get(message_id!)) : await this.read(raw);
    return toRuleTestView(await this.rules.test(mail, rule));
  }

  private async read(raw: string): Promise<RuleSubject> {
    try {
      const { mail, text, classification } = await this.reader.read({ raw: Buffer.from(raw) });
      const { to, cc, subject, headers } = mail;
      const recipients = recipientsOf({ envelope: [], to, cc, headers });
      return { from: mail.from[0] ?? null, to, cc, recipients, subject, text, classification, headers };
    } catch (error) {
      if (error instanceof Unprocessable) throw invalid('raw', error.message);
      throw error;
    }
  }
}
