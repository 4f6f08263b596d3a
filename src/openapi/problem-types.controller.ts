import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from '../auth/access.js';
import { ROUTE_NOT_FOUND } from '../platform/problem/common-problems.js';
import { Problem, problemTypes } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';
import { problemTypePage } from './problem-type-page.js';
import { ProblemTypeView, toProblemTypeView } from './problem-type.view.js';

/** The `type` of every problem resolves (RFC 9457 §3.1.1). */
@ApiTags('Problems')
@Controller('problems')
export class ProblemTypesController {
  /** What a problem means and what to do, as JSON or, for browsers, as a page. */
  @Get(':code')
  @ApiExtraModels(ProblemTypeView)
  @ApiResponse({
    status: 200,
    description: '',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ProblemTypeView) } },
      'text/html': { schema: { type: 'string' } },
    },
  })
  @OpenToAll()
  @Refuses(ROUTE_NOT_FOUND)
  get(
    @Param('code') code: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): ProblemTypeView | string {
    const type = problemTypes().find((declared) => declared.code === code);
    if (type === undefined) throw new Problem(ROUTE_NOT_FOUND, 'No problem has this code.');
    if (!prefersHtml(accept)) return toProblemTypeView(type);
    void reply.header('content-type', 'text/html; charset=utf-8');
    return problemTypePage(type);
  }
}

/** Browsers name HTML and not JSON; programs name JSON or nothing. */
const prefersHtml = (accept = ''): boolean => accept.includes('text/html') && !accept.includes('json');
