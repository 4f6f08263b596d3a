import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { NotBlank } from '../../platform/http/not-blank.js';
import { TICKET_PRIORITIES, type TicketPriority } from '../ticket.entity.js';
import { SUBJECT_CHANGE_POLICIES, type SubjectChangePolicy } from './mailbox.entity.js';
import { OneLine } from '../one-line.js';

/** Named, because the @nestjs/swagger plugin leaves a member out of the contract if a bound is a negative literal. */
const MIN_POSITION = -1_000_000;
const MAX_POSITION = 1_000_000;
const MAX_PATTERNS = 200;
const MAX_TAGS = 50;
/** Ten years. */
const MAX_REOPEN_DAYS = 3_650;

const unlessNull = (property: string) =>
  ValidateIf((dto: Record<string, unknown>) => dto[property] !== undefined && dto[property] !== null);

class MailboxSettings {
  /** Address that replies are sent from; null if this mailbox only receives. */
  @unlessNull('address')
  @IsString()
  @MaxLength(320)
  address?: string | null;

  /** Domain of reply addresses, if mail is received at another one than that of `address`. */
  @unlessNull('reply_domain')
  @IsString()
  @MaxLength(253)
  reply_domain?: string | null;

  /** `local@domain` (with any plus-tag that has no pattern of its own), `local+tag@domain`, `*@domain`. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MAX_PATTERNS)
  @IsString({ each: true })
  @MaxLength(320, { each: true })
  patterns?: string[];

  /** A mail to several mailboxes belongs first to the one with the lowest position. */
  @MayBeLeftOut()
  @IsInt()
  @Min(MIN_POSITION)
  @Max(MAX_POSITION)
  position?: number;

  @unlessNull('default_assignee')
  @IsString()
  @Length(1, 200)
  @NotBlank()
  @OneLine()
  default_assignee?: string | null;

  @MayBeLeftOut()
  @IsIn(TICKET_PRIORITIES)
  default_priority?: TicketPriority;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MAX_TAGS)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  @NotBlank({ each: true })
  @OneLine({ each: true })
  default_tags?: string[];

  /** A reply to a ticket solved or closed more than this many days ago opens a new, linked one; null: it reopens. */
  @unlessNull('reopen_days')
  @IsInt()
  @Min(0)
  @Max(MAX_REOPEN_DAYS)
  reopen_days?: number | null;

  @MayBeLeftOut()
  @IsIn(SUBJECT_CHANGE_POLICIES)
  on_subject_change?: SubjectChangePolicy;

  /** Answer a person's first mail with a receipt. */
  @MayBeLeftOut()
  @IsBoolean()
  acknowledges?: boolean;

  @unlessNull('acknowledgement_text')
  @IsString()
  @Length(1, 10_000)
  @NotBlank()
  acknowledgement_text?: string | null;
}

export class NewMailbox extends MailboxSettings {
  @IsString()
  @Length(1, 200)
  @NotBlank()
  @OneLine()
  name: string;
}

/** Members that are left out stay as they are. */
export class ChangeMailbox extends MailboxSettings {
  @MayBeLeftOut()
  @IsString()
  @Length(1, 200)
  @NotBlank()
  @OneLine()
  name?: string;
}
