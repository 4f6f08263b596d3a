import { IsOptional, Matches } from 'class-validator';
import { SCOPE_PATTERN } from '../list-scope.js';

export class ExportQuery {
  /** Default: entries of all scopes. */
  @IsOptional()
  @Matches(SCOPE_PATTERN, { message: 'scope must be all, mailbox:<name> or stream:<name>' })
  scope?: string;
}
