import { Module } from '@nestjs/common';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import { Erasing } from './erasing.js';
import { ErasingRounds } from './erasing-rounds.js';

/** Carries out erasures. */
@Module({ providers: [ErasedMails, Erasing, ErasingRounds] })
export class ErasureWorkerModule {}
