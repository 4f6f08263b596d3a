import { IsBoolean, IsIn, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { LowerCase } from '../../platform/http/lower-case.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { PageQuery } from '../../platform/http/page.js';
import { TrueOrFalse } from '../../platform/http/true-or-false.js';
import { OneLine } from '../one-line.js';

export class ContactQuery extends PageQuery {
  /** One of its addresses. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(320)
  address?: string;

  /** `true` or `false`. */
  @MayBeLeftOut()
  @IsIn([true, false])
  @TrueOrFalse()
  blocked?: boolean;
}

/** Members that are left out stay as they are. */
export class ChangeContact {
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  @OneLine()
  name?: string;

  /** Its mail is kept as spam, even if it answers a ticket that it takes part in. */
  @MayBeLeftOut()
  @IsBoolean()
  blocked?: boolean;

  /** The address to write to; one that no contact has is added to this one. */
  @MayBeLeftOut()
  @IsString()
  @Length(3, 320)
  primary_address?: string;
}

export class AddAddress {
  @IsString()
  @MaxLength(320)
  address: string;
}

export class MergeContact {
  /** The contact that has the addresses and tickets of both afterwards. */
  @IsUUID()
  @LowerCase()
  into_contact_id: string;
}
