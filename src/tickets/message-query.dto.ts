import { Transform } from 'class-transformer';
import { IsDateString, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { MailKind } from '../mail/mail.js';
import { PageQuery } from '../platform/http/page.js';

const KINDS: MailKind[] = ['human', 'auto_reply', 'auto_generated', 'list', 'bounce', 'complaint'];

export class MessageQuery extends PageQuery {
  @IsOptional()
  @IsIn(KINDS)
  kind?: MailKind;

  @IsOptional()
  @IsUUID()
  ticket_id?: string;

  /** Address that it came from. */
  @IsOptional()
  @IsString()
  @MaxLength(320)
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : (value as unknown)))
  contact?: string;

  /** Received at or after. */
  @IsOptional()
  @IsDateString({ strict: true })
  since?: string;
}
