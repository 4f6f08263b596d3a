import { Module } from '@nestjs/common';
import { Erasures } from './erasures.js';
import { ErasuresController } from './erasures.controller.js';

/** Takes requests to forget somebody. */
@Module({ controllers: [ErasuresController], providers: [Erasures] })
export class ErasureApiModule {}
