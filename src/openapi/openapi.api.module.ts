import { Module } from '@nestjs/common';
import { ProblemTypesController } from './problem-types.controller.js';

/** What the contract says of itself over HTTP, beside the document. */
@Module({ controllers: [ProblemTypesController] })
export class OpenApiApiModule {}
