import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SuppressionEvidence } from './suppression-evidence.entity.js';
import { SuppressionHistory } from './suppression-history.entity.js';
import { SuppressionList } from './suppression-list.js';
import { Suppression } from './suppression.entity.js';
import { SuppressionsController } from './suppressions.controller.js';
import { Suppressions } from './suppressions.js';

/** The suppression list: evidence, verdict, history. */
@Module({
  imports: [TypeOrmModule.forFeature([Suppression, SuppressionEvidence, SuppressionHistory])],
  controllers: [SuppressionsController],
  providers: [Suppressions, SuppressionList],
  exports: [Suppressions, SuppressionList],
})
export class SuppressionsModule {}
