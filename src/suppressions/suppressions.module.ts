import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AmbiguousReport } from './ambiguous/ambiguous-report.entity.js';
import { AmbiguousReports } from './ambiguous/ambiguous-reports.js';
import { MirrorRuns } from './mirror/mirror-runs.js';
import { ProviderList } from './mirror/provider-list.js';
import { ErasedSuppressions } from './erased-suppressions.js';
import { Policies } from './policy/policies.js';
import { SuppressionHistory } from './suppression-history.entity.js';
import { SuppressionList } from './suppression-list.js';
import { Suppression } from './suppression.entity.js';
import { Suppressions } from './suppressions.js';

/** The suppression list: evidence, policy, entries, history. */
@Module({
  imports: [TypeOrmModule.forFeature([Suppression, SuppressionHistory, AmbiguousReport])],
  providers: [
    Suppressions,
    SuppressionList,
    ErasedSuppressions,
    Policies,
    AmbiguousReports,
    ProviderList,
    MirrorRuns,
  ],
  exports: [Suppressions, SuppressionList, Policies, AmbiguousReports, ProviderList, MirrorRuns],
})
export class SuppressionsModule {}
