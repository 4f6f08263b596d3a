import { Module } from '@nestjs/common';
import { AmbiguousController } from './ambiguous/ambiguous.controller.js';
import { CsvController } from './csv/csv.controller.js';
import { SuppressionExport } from './csv/suppression-export.js';
import { SuppressionImport } from './csv/suppression-import.js';
import { InfrastructureController } from './infrastructure.controller.js';
import { DriftController } from './mirror/drift.controller.js';
import { AppliedPolicy } from './policy/applied-policy.js';
import { DryRun } from './policy/dry-run.js';
import { PolicyController } from './policy/policy.controller.js';
import { SuppressionsController } from './suppressions.controller.js';
import { SuppressionsModule } from './suppressions.module.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';
import { UnsubscribeKeys } from './unsubscribe/unsubscribe-keys.js';
import { UnsubscribeLinks } from './unsubscribe/unsubscribe-links.js';
import { Unsubscribing } from './unsubscribe/unsubscribing.js';

/** The suppression list and its policy over HTTP. */
@Module({
  imports: [SuppressionsModule],
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
    DryRun,
    AppliedPolicy,
    UnsubscribeKeys,
    UnsubscribeLinks,
    Unsubscribing,
  ],
})
export class SuppressionsApiModule {}
