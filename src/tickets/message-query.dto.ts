import { Transform } from 'class-transformer';
import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsTime } from '../platform/http/is-time.js';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import type { MailKind } from '../mail/mail.js';
import { PageQuery } from '../platform/http/page.js';

const KINDS: MailKind[] = ['human', 'auto_reply', 'auto_generated', 'list', 'bounce', 'complaint'];

export class MessageQuery extends PageQuery {
  /** Only mail of this kind. */
  @MayBeLeftOut()
  @IsIn(KINDS)
  kind?: MailKind;

  /** Only messages of this ticket. */
  @MayBeLeftOut()
  @IsUUID()
  ticket_id?: string;

  /** Only messages from this address. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(320)
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : (value as unknown)))
  contact?: string;

  /** Received at or after. */
  @MayBeLeftOut()
  @IsTime()
  since?: string;

  /** Received before. */
  @MayBeLeftOut()
  @IsTime()
  until?: string;
}
