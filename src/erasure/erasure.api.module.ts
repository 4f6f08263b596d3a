import { Module } from '@nestjs/common';
import { Erasures } from './erasures.js';
import { ErasuresController } from './erasures.controller.js';

/** Erasure requests over HTTP. */
@Module({ controllers: [ErasuresController], providers: [Erasures] })
export class ErasureApiModule {}
