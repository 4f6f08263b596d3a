import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsTime } from '../../platform/http/is-time.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { type EvidenceKind, type RuleAction, RULE_ACTIONS, RULED_KINDS } from './evidence-kind.js';
import type { LifeAction, PolicyBody, PolicyRule } from './policy.js';

/** Enough for a rule per kind and many subtypes; more is a mistake. */
const MAX_RULES = 200;
const MAX_DAYS = 3_650;

export class PolicyRuleDto implements PolicyRule {
  @IsIn(RULED_KINDS)
  kind: EvidenceKind;

  /** The provider's term (`MailboxFull`) or a report's reason (`user_unknown`); null or absent: all others. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subtype: string | null = null;

  @IsIn(RULE_ACTIONS)
  action: RuleAction;

  /** With `score`: the points it adds. */
  @MayBeLeftOut()
  @IsNumber()
  @Min(0)
  @Max(1_000)
  points: number = 0;

  /** How long it suppresses; null or absent: until it is released. */
  @ValidateIf((rule: PolicyRuleDto) => rule.expires_after_days !== null)
  @IsNumber()
  @Min(0.01)
  @Max(MAX_DAYS)
  expires_after_days: number | null = null;
}

export class PolicyScoreDto {
  @IsNumber()
  @Min(1)
  @Max(1_000)
  threshold: number;

  @IsNumber()
  @Min(0.01)
  @Max(MAX_DAYS)
  half_life_days: number;
}

export class ProofOfLifeDto {
  @IsIn(['lift', 'record'])
  delivered: LifeAction;

  @IsIn(['lift', 'record'])
  authenticated_mail: LifeAction;
}

/** The whole policy: nothing is kept from the previous version. */
export class PolicyDto implements PolicyBody {
  @IsArray()
  @ArrayMaxSize(MAX_RULES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PolicyRuleDto)
  rules: PolicyRuleDto[];

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PolicyScoreDto)
  score: PolicyScoreDto;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ProofOfLifeDto)
  proof_of_life: ProofOfLifeDto;
}

export class DryRunDto extends PolicyDto {
  /** Only addresses with evidence at or after this time; default: all. */
  @MayBeLeftOut()
  @IsTime()
  since?: string;

  @MayBeLeftOut()
  @IsTime()
  until?: string;
}

export class PolicyVersionParam {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2 ** 31 - 1)
  version: number;
}

/** Takes the policy out of a request, member by member. */
export function toPolicyBody({ rules, score, proof_of_life }: PolicyDto): PolicyBody {
  return {
    rules: rules.map(({ kind, subtype, action, points, expires_after_days }) => ({
      kind,
      subtype,
      action,
      points,
      expires_after_days,
    })),
    score: { threshold: score.threshold, half_life_days: score.half_life_days },
    proof_of_life: {
      delivered: proof_of_life.delivered,
      authenticated_mail: proof_of_life.authenticated_mail,
    },
  };
}
