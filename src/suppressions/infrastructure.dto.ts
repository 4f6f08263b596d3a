import { IsDateString } from 'class-validator';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';

export class InfrastructureQuery {
  /** Default: a week ago. */
  @MayBeLeftOut()
  @IsDateString({ strict: true })
  since?: string;
}
