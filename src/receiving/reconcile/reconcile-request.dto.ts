import { IsDateString, IsOptional } from 'class-validator';

export class ReconcileRequest {
  /** Look back to here although that is older than what is covered; for mail from before the first start. */
  @IsOptional()
  @IsDateString({ strict: true })
  since?: string;
}
