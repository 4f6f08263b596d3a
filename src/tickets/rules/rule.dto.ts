import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { NotBlank } from '../../platform/http/not-blank.js';
import { OneLine } from '../one-line.js';
import { TICKET_PRIORITIES, type TicketPriority } from '../ticket.entity.js';
import { RULE_FIELDS, RULE_OPERATORS, type RuleCondition } from './rule.entity.js';

/** Named, because the @nestjs/swagger plugin leaves a member out of the contract if a bound is a negative literal. */
const MIN_POSITION = -1_000_000;
const MAX_POSITION = 1_000_000;
const MAX_CONDITIONS = 20;
/** The whole request may have 1 MiB. */
const MAX_RAW_CHARS = 1_000_000;
const FIELD = new RegExp(`^(?:${RULE_FIELDS.join('|')}|header:[A-Za-z0-9-]{1,78})$`);

export class RuleConditionBody implements RuleCondition {
  /** `from | to | cc | recipient | subject | text | kind | reason`, or `header:` and a field name. */
  @Matches(FIELD, { message: `field must be ${RULE_FIELDS.join(', ')} or header:<name>` })
  field: string;

  @IsIn(RULE_OPERATORS)
  operator: RuleCondition['operator'];

  /** Compared without regard to case. */
  @IsString()
  @MaxLength(500)
  value: string;
}

export class RuleActionsBody {
  @MayBeLeftOut()
  @IsIn(TICKET_PRIORITIES)
  priority?: TicketPriority;

  @MayBeLeftOut()
  @IsString()
  @Length(1, 200)
  @NotBlank()
  @OneLine()
  assignee?: string;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  @NotBlank({ each: true })
  @OneLine({ each: true })
  add_tags?: string[];

  /** Marks the ticket as spam. */
  @MayBeLeftOut()
  @IsBoolean()
  spam?: boolean;

  /** Holds the message for review. */
  @MayBeLeftOut()
  @IsBoolean()
  hold?: boolean;
}

/** Replaces the whole rule. */
export class RuleBody {
  @IsString()
  @Length(1, 200)
  @NotBlank()
  @OneLine()
  name: string;

  /** Lower ones are applied first. */
  @MayBeLeftOut()
  @IsInt()
  @Min(MIN_POSITION)
  @Max(MAX_POSITION)
  position?: number;

  @MayBeLeftOut()
  @IsBoolean()
  active?: boolean;

  /** All must hold; without any, the rule always applies. */
  @IsArray()
  @ArrayMaxSize(MAX_CONDITIONS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RuleConditionBody)
  conditions: RuleConditionBody[];

  @IsObject()
  @ValidateNested()
  @Type(() => RuleActionsBody)
  actions: RuleActionsBody;
}

export class TestRules {
  /** A message that is stored here. */
  @MayBeLeftOut()
  @IsUUID()
  message_id?: string;

  /** Or a raw mail (RFC 5322), as text. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, MAX_RAW_CHARS)
  raw?: string;

  /** A rule to try instead of the stored ones. */
  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => RuleBody)
  rule?: RuleBody;
}
