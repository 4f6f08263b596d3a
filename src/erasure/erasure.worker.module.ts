import { Module } from '@nestjs/common';
import { ErasedSuppressions } from '../suppressions/erased-suppressions.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import { Erasing } from './erasing.js';
import { ErasingRounds } from './erasing-rounds.js';

/** Carries out erasures. */
@Module({ providers: [ErasedMails, ErasedSuppressions, Erasing, ErasingRounds] })
export class ErasureWorkerModule {}
