import { ApiProperty } from '@nestjs/swagger';

export class LivenessView {
  status: 'ok';
}

export class CheckView {
  ok: boolean;
  /** What is wrong, for an operator; null when nothing is. */
  detail: string | null;
}

export class AlarmView {
  /** Stable, for alerting rules. */
  code: string;
  /** What was seen and what to do. */
  detail: string;
}

export class ReadinessView {
  status: 'ok' | 'unavailable';
  /** By what was checked. */
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['ok', 'detail'],
      properties: { ok: { type: 'boolean' }, detail: { type: ['string', 'null'] } },
    },
  })
  checks: Record<string, CheckView>;
  /** What a person should look at although the process can do its work. */
  alarms: AlarmView[];
}
