import { Body, Controller, Get, HttpCode, Post, Put, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { type CalledBy } from '../../auth/api-keys.js';
import { DryRun } from './dry-run.js';
import { Policies } from './policies.js';
import { DryRunDto, PolicyDto, toPolicyBody } from './policy.dto.js';
import { DryRunView, PolicyView, toPolicyView } from './policy.view.js';

@ApiTags('Suppressions')
@ApiBearerAuth()
@Controller('v1/suppression-policy')
export class PolicyController {
  constructor(
    private readonly policies: Policies,
    private readonly dryRun: DryRun,
  ) {}

  /** What evidence leads to what. */
  @Get()
  @RequireScope('suppressions:read')
  async get(): Promise<PolicyView> {
    return toPolicyView(await this.policies.current());
  }

  /** Replaces the policy for evidence from now on; what was recorded before keeps the version that judged it. */
  @Put()
  @RequireScope('suppressions:write')
  async put(@Body() body: PolicyDto, @Req() { caller }: CalledBy): Promise<PolicyView> {
    return toPolicyView(await this.policies.replace(toPolicyBody(body), `key:${caller.keyId}`));
  }

  /** Says what this policy would have made of the evidence that there is. Changes nothing. */
  @Post('dry-run')
  @HttpCode(200)
  @RequireScope('suppressions:read')
  async tryOut(@Body() body: DryRunDto): Promise<DryRunView> {
    const since = body.since === undefined ? null : new Date(body.since);
    const until = body.until === undefined ? null : new Date(body.until);
    return this.dryRun.run(toPolicyBody(body), { since, until });
  }
}
