import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { Actor } from '../../auth/actor.js';
import { SeenVersion, Versioned } from '../../platform/http/if-match.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { POLICY_CHANGED, POLICY_NOT_FOUND } from '../problems.js';
import { AppliedPolicy } from './applied-policy.js';
import { DryRun } from './dry-run.js';
import { Policies } from './policies.js';
import { DryRunDto, PolicyDto, PolicyVersionParam, toPolicyBody } from './policy.dto.js';
import { DryRunView, PolicyAppliedView, PolicyView, toPolicyView } from './policy.view.js';

@ApiTags('Suppressions')
@ApiBearerAuth()
@Controller('v1/suppression-policy')
export class PolicyController {
  constructor(
    private readonly policies: Policies,
    private readonly dryRun: DryRun,
    private readonly applied: AppliedPolicy,
  ) {}

  /** Returns the policy in force: what each kind of evidence does. */
  @Get()
  @Versioned()
  @RequireScope('suppressions:read')
  async get(): Promise<PolicyView> {
    return toPolicyView(await this.policies.current());
  }

  /** Returns one version of the policy. Versions never change. */
  @Get('versions/:version')
  @Versioned()
  @Refuses(POLICY_NOT_FOUND)
  @RequireScope('suppressions:read')
  async version(@Param() { version }: PolicyVersionParam): Promise<PolicyView> {
    return toPolicyView(await this.policies.get(version));
  }

  /** Replaces the policy for evidence recorded from now on; earlier evidence keeps the version that judged it. */
  @Put()
  @Versioned()
  @Refuses(POLICY_CHANGED)
  @RequireScope('suppressions:write')
  async put(
    @Body() body: PolicyDto,
    @SeenVersion() seen: number | null,
    @Actor() actor: string,
  ): Promise<PolicyView> {
    return toPolicyView(await this.policies.replace(toPolicyBody(body), seen, actor));
  }

  /**
   * Applies the policy in force to evidence recorded under earlier versions too; try a dry run first. Each call covers
   * some 20,000 addresses: repeat it until `complete` is true.
   */
  @Post('apply')
  @HttpCode(200)
  @RequireScope('suppressions:write')
  apply(@Actor() actor: string): Promise<PolicyAppliedView> {
    return this.applied.applyToPast(actor);
  }

  /** Shows what this policy would make of the existing evidence. Changes nothing. */
  @Post('dry-run')
  @HttpCode(200)
  @RequireScope('suppressions:read')
  async tryOut(@Body() body: DryRunDto): Promise<DryRunView> {
    const since = body.since === undefined ? null : new Date(body.since);
    const until = body.until === undefined ? null : new Date(body.until);
    return this.dryRun.run(toPolicyBody(body), { since, until });
  }
}
