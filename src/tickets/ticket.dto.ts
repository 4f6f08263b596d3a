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
import { IsTime } from '../platform/http/is-time.js';
import { LowerCase } from '../platform/http/lower-case.js';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { NotBlank } from '../platform/http/not-blank.js';
import { PageQuery } from '../platform/http/page.js';
import { SeveralOf } from '../platform/http/several-of.js';
import { TrueOrFalse } from '../platform/http/true-or-false.js';
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
  /** Only with this status, or one of several, separated by commas. */
  @MayBeLeftOut()
  @SeveralOf(TICKET_STATUSES)
  status?: TicketStatus[];

  /** Only tickets that came to this mailbox, alone or among others. */
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

  /** Only with this priority, or one of several, separated by commas. */
  @MayBeLeftOut()
  @SeveralOf(TICKET_PRIORITIES)
  priority?: TicketPriority[];

  /** Only tickets of this assignee, spelled exactly as it was set. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  @OneLine()
  assignee?: string;

  /** `true`: only tickets with an assignee; `false`: only those without. */
  @MayBeLeftOut()
  @IsIn([true, false])
  @TrueOrFalse()
  assigned?: boolean;

  /** Only tickets with this tag. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  @OneLine()
  tag?: string;

  /**
   * Words in subject, bodies, names and addresses: a ticket must have all, in any order, each as the beginning of a
   * word. Case, accents and signs do not matter; without a word, no ticket is found. `#123` finds the ticket with that
   * number, or the one it was merged into.
   */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** Changed at or after. */
  @MayBeLeftOut()
  @IsTime()
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

  /** Who asks; may continue the ticket by mail. */
  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => NewRequester)
  requester?: NewRequester;

  /** The first message: the requester's words, or a note if there is no requester. */
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

  /** The author's name, for people; the API key is recorded anyway. */
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
  /** Messages of this ticket to move into a new one. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_SPLIT)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  @LowerCase()
  message_ids: string[];

  /** Default: that of the first of the messages, preferably a received one. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, 998)
  @NotBlank()
  @OneLine()
  subject?: string;
}
