import { IsDateString, IsOptional } from 'class-validator';

export class InfrastructureQuery {
  /** Default: a week ago. */
  @IsOptional()
  @IsDateString({ strict: true })
  since?: string;
}
