import { Controller, Get, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from '../auth/access.js';
import { LivenessView, ReadinessView } from './health.view.js';
import { Alarms } from '../platform/health/alarms.js';
import { Health } from '../platform/health/health.js';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly alarms: Alarms,
  ) {}

  /** Whether the process answers. */
  @Get('live')
  @OpenToAll()
  live(): LivenessView {
    return { status: 'ok' };
  }

  /** Whether the process can work; 503 and the reason if not. Alarms need a person, not a restart, so never a 503. */
  @Get('ready')
  @ApiResponse({ status: 503, type: ReadinessView, description: 'Something is wrong.' })
  @OpenToAll()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessView> {
    const [checks, alarms] = await Promise.all([this.health.checks(), this.alarms.raised()]);
    const isReady = Object.values(checks).every(({ ok }) => ok);
    if (!isReady) void reply.status(503);
    return { status: isReady ? 'ok' : 'unavailable', checks, alarms };
  }
}
