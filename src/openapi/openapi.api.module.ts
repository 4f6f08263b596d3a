import { Module } from '@nestjs/common';
import { ProblemTypesController } from './problem-types.controller.js';

/** What the API says about its problems over HTTP, besides the OpenAPI document. */
@Module({ controllers: [ProblemTypesController] })
export class OpenApiApiModule {}
