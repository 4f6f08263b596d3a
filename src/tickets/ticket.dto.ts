import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsDateString,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { PageQuery } from '../platform/http/page.js';
import {
  TICKET_PRIORITIES,
  TICKET_STATUSES,
  type TicketPriority,
  type TicketStatus,
} from './ticket.entity.js';

const MAX_TAGS = 50;

export class TicketQuery extends PageQuery {
  @IsOptional()
  @IsIn(TICKET_STATUSES)
  status?: TicketStatus;

  @IsOptional()
  @IsUUID()
  mailbox_id?: string;

  /** Address of the requester. */
  @IsOptional()
  @IsString()
  @MaxLength(320)
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : (value as unknown)))
  requester?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  assignee?: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  tag?: string;

  /** Changed at or after. */
  @IsOptional()
  @IsDateString({ strict: true })
  updated_since?: string;
}

/** Members that are left out stay as they are. */
export class ChangeTicket {
  @IsOptional()
  @IsIn(TICKET_STATUSES)
  status?: TicketStatus;

  @IsOptional()
  @IsIn(TICKET_PRIORITIES)
  priority?: TicketPriority;

  /** Who works on it; null for nobody. */
  @ValidateIf((change: ChangeTicket) => change.assignee !== undefined && change.assignee !== null)
  @IsString()
  @Length(1, 200)
  assignee?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TAGS)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  tags?: string[];

  @IsOptional()
  @IsString()
  @Length(1, 998)
  subject?: string;
}
