import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RequireScope } from '../../auth/access.js';
import { Actor } from '../../auth/actor.js';
import { Config } from '../../platform/config/config.js';
import { AnswersText } from '../../platform/http/answers-file.js';
import { noteBodyDigest } from '../../platform/http/body-digest.js';
import { BODY_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED } from '../../platform/problem/common-problems.js';
import { Problem } from '../../platform/problem/problem.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { ExportQuery } from './csv.dto.js';
import { ImportView } from './csv.view.js';
import { spooled } from './spool.js';
import { SuppressionExport } from './suppression-export.js';
import { SuppressionImport } from './suppression-import.js';

@ApiTags('Suppressions')
@ApiBearerAuth()
@Controller('v1/suppressions')
export class CsvController {
  constructor(
    private readonly config: Config,
    private readonly imports: SuppressionImport,
    private readonly exports: SuppressionExport,
  ) {}

  /**
   * Imports a CSV file with a column `address` (or `email`) and optionally `reason`, `scope`, `created_at`,
   * `expires_at`, `note`. The answer comes when all rows are stored. Importing the same file again changes nothing.
   */
  @Post('import')
  @Refuses(MEDIA_TYPE_UNSUPPORTED, BODY_TOO_LARGE)
  @HttpCode(200)
  @RequireScope('suppressions:write')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async import(@Req() request: FastifyRequest, @Actor() actor: string): Promise<ImportView> {
    const { body } = request;
    if (!(body instanceof Readable)) throw new Problem(MEDIA_TYPE_UNSUPPORTED, 'Send the file as text/csv.');
    const result = await spooled(body, join(this.config.dataDir, 'imports'), (chunks, sha256) => {
      noteBodyDigest(request, Promise.resolve(sha256));
      return this.imports.run(chunks, actor);
    });
    return { object: 'suppression_import', ...result };
  }

  /** Exports the list as CSV that can be imported. */
  @Get('export')
  @RequireScope('suppressions:read')
  @AnswersText('text/csv')
  export(@Query() { scope }: ExportQuery): StreamableFile {
    return new StreamableFile(this.exports.stream(scope ?? null), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="suppressions.csv"',
    });
  }
}
