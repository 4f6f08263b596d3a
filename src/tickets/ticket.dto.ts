import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { LowerCase } from '../platform/http/lower-case.js';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { NotBlank } from '../platform/http/not-blank.js';
import { PageQuery } from '../platform/http/page.js';
import { SeveralOf } from '../platform/http/several-of.js';
import { TrueOrFalse } from '../platform/http/true-or-false.js';
import { Timestamp } from '../platform/http/timestamp.js';
import {
  TICKET_PRIORITIES,
  TICKET_STATUSES,
  type TicketPriority,
  type TicketStatus,
} from './ticket.entity.js';
import { OneLine } from './one-line.js';

const MAX_TAGS = 50;
/** Text of a note or a first message. */
const MAX_TEXT_CHARS = 500_000;
const MAX_SPLIT = 100;

const TICKET_SORTS = ['updated', 'created', 'number'] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];

const lowerCase = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

export class TicketQuery extends PageQuery {
  /** Only with this status, or one of these, separated by commas. */
  @MayBeLeftOut()
  @SeveralOf(TICKET_STATUSES)
  status?: TicketStatus[];

  /** Only those that came to this mailbox, alone or among others. */
  @MayBeLeftOut()
  @IsUUID()
  @LowerCase()
  mailbox_id?: string;

  /** Any address of the requester. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(320)
  @Transform(lowerCase)
  requester?: string;

  /** Only with this priority, or one of these, separated by commas. */
  @MayBeLeftOut()
  @SeveralOf(TICKET_PRIORITIES)
  priority?: TicketPriority[];

  /** Only those of this assignee, exactly as it was set. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  @OneLine()
  assignee?: string;

  /** `false`: only those that nobody works on; `true`: only those that somebody does. */
  @MayBeLeftOut()
  @IsIn([true, false])
  @TrueOrFalse()
  assigned?: boolean;

  /** Only those that have this tag. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  @OneLine()
  tag?: string;

  /**
   * Words in subject, bodies and addresses: all of them, in any order, each by its beginning, without regard to case, accents
   * and signs; without a word no ticket. `#123` is the ticket of that number, or the one that it was merged into.
   */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** Changed at or after. */
  @MayBeLeftOut()
  @Timestamp()
  updated_since?: string;

  /** Newest or highest first: `updated`, `created` or `number`. */
  @MayBeLeftOut()
  @IsIn(TICKET_SORTS)
  sort: TicketSort = 'updated';
}

class TicketMembers {
  @MayBeLeftOut()
  @IsIn(TICKET_STATUSES)
  status?: TicketStatus;

  @MayBeLeftOut()
  @IsIn(TICKET_PRIORITIES)
  priority?: TicketPriority;

  /** Who works on it; null for nobody. */
  @ValidateIf((change: TicketMembers) => change.assignee !== undefined && change.assignee !== null)
  @IsString()
  @Length(1, 200)
  @NotBlank()
  @OneLine()
  assignee?: string | null;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MAX_TAGS)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  @NotBlank({ each: true })
  @OneLine({ each: true })
  tags?: string[];

  @MayBeLeftOut()
  @IsUUID()
  @LowerCase()
  mailbox_id?: string;
}

/** Members that are left out stay as they are. */
export class ChangeTicket extends TicketMembers {
  @MayBeLeftOut()
  @IsString()
  @Length(1, 998)
  @NotBlank()
  @OneLine()
  subject?: string;
}

export class NewRequester {
  @IsString()
  @MaxLength(320)
  address: string;

  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  @OneLine()
  name?: string;
}

export class NewTicketBody extends TicketMembers {
  @IsString()
  @Length(1, 998)
  @NotBlank()
  @OneLine()
  subject: string;

  /** Who asks; may write to the ticket by mail. */
  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => NewRequester)
  requester?: NewRequester;

  /** The first message: the requester's words, or a note when nobody is named. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, MAX_TEXT_CHARS)
  @NotBlank()
  text?: string;
}

export class NewNote {
  @IsString()
  @Length(1, MAX_TEXT_CHARS)
  @NotBlank()
  text: string;

  /** Who writes it, for people; the key is recorded anyway. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, 200)
  @NotBlank()
  @OneLine()
  author?: string;
}

export class MergeTicket {
  /** The ticket that shows the messages of both afterwards. */
  @IsUUID()
  @LowerCase()
  into_ticket_id: string;
}

export class SplitTicket {
  /** Messages of this ticket that become a ticket of their own. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_SPLIT)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  @LowerCase()
  message_ids: string[];

  /** Default: that of the first of the messages. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, 998)
  @NotBlank()
  @OneLine()
  subject?: string;
}
