import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { RequireScope } from '../../auth/access.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { Config } from '../../platform/config/config.js';
import { Problem } from '../../platform/problem/problem.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import { MIRROR_UNAVAILABLE } from '../problems.js';
import { countDifferences, differences } from './disagreements.js';
import { type DriftSourceView, DriftView, MirrorRunView, toDifferenceView, toRunView } from './drift.view.js';
import { MirrorRunQuery } from './drift.dto.js';
import { MirrorRuns } from './mirror-runs.js';

/** Differences that the report lists for each provider. */
const MAX_SHOWN = 100;

@ApiTags('Suppressions')
@ApiBearerAuth()
@Controller('v1/suppressions')
export class DriftController {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly config: Config,
    private readonly runs: MirrorRuns,
    private readonly apis: ProviderApis,
  ) {}

  /** Shows where this list and the providers' differ, as of the last comparison and the events since. */
  @Get('drift')
  @RequireScope('suppressions:read')
  async drift(): Promise<DriftView> {
    const providers: DriftSourceView[] = [];
    for (const source of this.apis.sources) providers.push(await this.driftFrom(source));
    return { object: 'suppression_drift', mode: this.config.suppressionMirror, providers };
  }

  private async driftFrom(source: string): Promise<DriftSourceView> {
    const last = await this.runs.last(source);
    const mode = this.config.suppressionMirror;
    const counts = await countDifferences(this.database, source);
    const shown = await differences(this.database, source, '', MAX_SHOWN);
    return {
      source,
      last_run: last === null ? null : toRunView(last),
      differing: Object.values(counts).reduce((sum, count) => sum + count, 0),
      counts,
      differences: shown.map((difference) => toDifferenceView(difference, mode)),
    };
  }

  /**
   * Requests a comparison now. If more than 100 addresses are missing on the provider's list, they are released here
   * only with `?confirm=removals`.
   */
  @Post('mirror/runs')
  @HttpCode(202)
  @Refuses(MIRROR_UNAVAILABLE)
  @RequireScope('suppressions:write')
  async run(@Query() { confirm }: MirrorRunQuery): Promise<MirrorRunView> {
    const [source] = this.apis.sources;
    if (source === undefined || this.config.suppressionMirror === 'off') {
      throw new Problem(MIRROR_UNAVAILABLE, 'Set RESEND_API_KEY, and SUPPRESSION_MIRROR to other than off.');
    }
    return toRunView(await this.runs.request(source, confirm === 'removals'));
  }
}
