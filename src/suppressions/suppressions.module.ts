import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AmbiguousController } from './ambiguous/ambiguous.controller.js';
import { AmbiguousReport } from './ambiguous/ambiguous-report.entity.js';
import { AmbiguousReports } from './ambiguous/ambiguous-reports.js';
import { DriftController } from './mirror/drift.controller.js';
import { MirrorRuns } from './mirror/mirror-runs.js';
import { ProviderList } from './mirror/provider-list.js';
import { CsvController } from './csv/csv.controller.js';
import { SuppressionExport } from './csv/suppression-export.js';
import { SuppressionImport } from './csv/suppression-import.js';
import { ErasedSuppressions } from './erased-suppressions.js';
import { InfrastructureController } from './infrastructure.controller.js';
import { Policies } from './policy/policies.js';
import { PolicyController } from './policy/policy.controller.js';
import { AppliedPolicy } from './policy/applied-policy.js';
import { DryRun } from './policy/dry-run.js';
import { SuppressionEvidence } from './suppression-evidence.entity.js';
import { SuppressionHistory } from './suppression-history.entity.js';
import { SuppressionList } from './suppression-list.js';
import { Suppression } from './suppression.entity.js';
import { SuppressionsController } from './suppressions.controller.js';
import { Suppressions } from './suppressions.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';
import { UnsubscribeKeys } from './unsubscribe/unsubscribe-keys.js';
import { UnsubscribeLinks } from './unsubscribe/unsubscribe-links.js';
import { Unsubscribing } from './unsubscribe/unsubscribing.js';

/** The suppression list: evidence, policy, verdict, history. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Suppression, SuppressionEvidence, SuppressionHistory, AmbiguousReport]),
  ],
  controllers: [
    CsvController,
    UnsubscribeController,
    AmbiguousController,
    InfrastructureController,
    DriftController,
    SuppressionsController,
    PolicyController,
  ],
  providers: [
    SuppressionImport,
    SuppressionExport,
    Suppressions,
    SuppressionList,
    ErasedSuppressions,
    Policies,
    DryRun,
    AppliedPolicy,
    UnsubscribeKeys,
    UnsubscribeLinks,
    Unsubscribing,
    AmbiguousReports,
    ProviderList,
    MirrorRuns,
  ],
  exports: [Suppressions, SuppressionList, AmbiguousReports, ProviderList, MirrorRuns],
})
export class SuppressionsModule {}
