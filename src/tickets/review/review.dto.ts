import { IsBoolean, IsOptional, IsUUID } from 'class-validator';

export class MoveHeld {
  /** Where the message belongs. */
  @IsUUID()
  ticket_id: string;
}

export class RejectHeld {
  /** Mark the message's own ticket as spam. */
  @IsOptional()
  @IsBoolean()
  spam?: boolean;
}
