import { ApiProperty } from '@nestjs/swagger';
import type { CheckResult } from '../platform/health/health.js';

export class LivenessView {
  status: 'ok';
}

export class AlarmView {
  /** Stable, for alerting rules. */
  code: string;
  /** What was seen and what to do. */
  detail: string;
}

export class ReadinessView {
  status: 'ok' | 'unavailable';
  /** By name of the check. */
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['ok', 'detail'],
      properties: { ok: { type: 'boolean' }, detail: { type: ['string', 'null'] } },
    },
  })
  checks: Record<string, CheckResult>;
  /** What needs a person's attention, although the process can do its work. */
  alarms: AlarmView[];
}
