import { Matches } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { SCOPE_PATTERN } from '../list-scope.js';

export class ExportQuery {
  /** Default: entries of all scopes. */
  @MayBeLeftOut()
  @Matches(SCOPE_PATTERN, { message: 'scope must be all, mailbox:<name> or stream:<name>' })
  scope?: string;
}
