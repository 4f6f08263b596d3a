import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from './auth/access.js';
import { type Alarm, Alarms } from './platform/health/alarms.js';
import { type CheckResult, Health } from './platform/health/health.js';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly alarms: Alarms,
  ) {}

  /** The process answers. */
  @Get('live')
  @OpenToAll()
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The process can do its work; 503 and what is wrong otherwise. Alarms need a person and no restart: never 503. */
  @Get('ready')
  @OpenToAll()
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string; checks: Record<string, CheckResult>; alarms: Alarm[] }> {
    const [checks, alarms] = await Promise.all([this.health.checks(), this.alarms.raised()]);
    const isReady = Object.values(checks).every(({ ok }) => ok);
    if (!isReady) void reply.status(503);
    return { status: isReady ? 'ok' : 'unavailable', checks, alarms };
  }
}
