import { IsBoolean, IsUUID } from 'class-validator';
import { LowerCase } from '../../platform/http/lower-case.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';

export class MoveHeld {
  /** The ticket that the message belongs to. */
  @IsUUID()
  @LowerCase()
  ticket_id: string;
}

export class RejectHeld {
  /** Mark the message's own ticket as spam. */
  @MayBeLeftOut()
  @IsBoolean()
  spam?: boolean;
}
