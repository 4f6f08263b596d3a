import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { IsTime } from '../platform/http/is-time.js';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { EachText } from '../platform/http/each-text.js';
import { PageQuery } from '../platform/http/page.js';
import { ALL_MAIL, SCOPE_PATTERN } from './list-scope.js';
import { type SuppressionReason, SUPPRESSION_REASONS } from './suppression-reason.js';

/** Addresses per check; more take several calls. */
const MAX_CHECKED = 1_000;

const SCOPE_MESSAGE = { message: 'scope must be all, mailbox:<name> or stream:<name>' };

export class SuppressionQuery extends PageQuery {
  /** Only entries with this reason. */
  @MayBeLeftOut()
  @IsIn(SUPPRESSION_REASONS)
  reason?: SuppressionReason;

  /** Only entries of this scope: `all`, `mailbox:<name>` or `stream:<name>`. */
  @MayBeLeftOut()
  @Matches(SCOPE_PATTERN, SCOPE_MESSAGE)
  scope?: string;
}

export class ScopeQuery {
  /** `all`, `mailbox:<name>` or `stream:<name>`; default `all`. */
  @MayBeLeftOut()
  @Matches(SCOPE_PATTERN, SCOPE_MESSAGE)
  scope: string = ALL_MAIL;
}

export class AddSuppression extends ScopeQuery {
  @IsString()
  @MaxLength(320)
  address: string;

  /** `unsubscribe` if the owner of the address unsubscribed with one click (RFC 8058). */
  @MayBeLeftOut()
  @IsIn(['manual', 'unsubscribe'])
  kind: 'manual' | 'unsubscribe' = 'manual';

  /** ISO 8601; if left out, the policy decides. */
  @MayBeLeftOut()
  @IsTime()
  expires_at?: string;

  /** Why; kept in the history. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(1000)
  note?: string;
}

export class CheckSuppressions extends ScopeQuery {
  /** 1 to 1,000 addresses in any spelling. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_CHECKED)
  @EachText(1000)
  addresses: string[];
}

export class ReleaseQuery extends ScopeQuery {
  /** Must say `complaint` to lift a complaint. */
  @MayBeLeftOut()
  @IsIn(['complaint'])
  confirm?: string;

  /** Why; kept in the history. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(1000)
  note?: string;
}
