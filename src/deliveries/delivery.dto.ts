import { IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { PageQuery } from '../platform/http/page.js';

/** Which mails are meant: at least one of the two is given, and of two both must fit. */
export class DeliveryQuery extends PageQuery {
  /** The provider's id of the mail. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(998)
  email_id?: string;

  /** An address to which it went, in any spelling. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(320)
  recipient?: string;
}
