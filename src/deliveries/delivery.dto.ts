import { IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { PageQuery } from '../platform/http/page.js';

/** Which mails are meant: at least one of the two must be given, and a mail must match both if both are. */
export class DeliveryQuery extends PageQuery {
  /** The provider's id of the mail. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(998)
  email_id?: string;

  /** Address of a recipient, in any spelling. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(320)
  recipient?: string;
}
