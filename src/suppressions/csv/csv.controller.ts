import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Controller, Get, Header, HttpCode, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { RequireScope } from '../../auth/access.js';
import { type CalledBy } from '../../auth/api-keys.js';
import { Config } from '../../platform/config/config.js';
import { MEDIA_TYPE_UNSUPPORTED } from '../../platform/problem/common-problems.js';
import { Problem } from '../../platform/problem/problem.js';
import { SCOPE_PATTERN } from '../list-scope.js';
import { spooled } from './spool.js';
import { SuppressionExport } from './suppression-export.js';
import { type ImportError, SuppressionImport } from './suppression-import.js';

export class ExportQuery {
  /** Default: entries of all scopes. */
  @IsOptional()
  @Matches(SCOPE_PATTERN, { message: 'scope must be all, mailbox:<name> or stream:<name>' })
  scope?: string;
}

export class ImportView {
  object: 'suppression_import';
  /** Rows with data. */
  rows: number;
  /** Rows that said something new. */
  recorded: number;
  /** Rows that were known already. */
  unchanged: number;
  /** Entries that came onto the list or changed. */
  changed: number;
  failed: number;
  /** The first 1,000 faults. */
  errors: ImportError[];
}

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
   * Takes a CSV file with a column `address` (or `email`) and, if you like, `reason`, `scope`, `created_at`,
   * `expires_at`, `note`. The answer comes when all rows are stored; the same file again changes nothing.
   */
  @Post('import')
  @HttpCode(200)
  @RequireScope('suppressions:write')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async import(@Req() request: FastifyRequest & CalledBy): Promise<ImportView> {
    const { body } = request;
    if (!(body instanceof Readable)) throw new Problem(MEDIA_TYPE_UNSUPPORTED, 'Send the file as text/csv.');
    const result = await spooled(body, join(this.config.dataDir, 'imports'), (chunks) =>
      this.imports.run(chunks, `key:${request.caller.keyId}`),
    );
    return { object: 'suppression_import', ...result };
  }

  /** Hands out the list as CSV that an import takes. */
  @Get('export')
  @RequireScope('suppressions:read')
  @ApiProduces('text/csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="suppressions.csv"')
  export(@Query() { scope }: ExportQuery): StreamableFile {
    return new StreamableFile(this.exports.stream(scope ?? null), { type: 'text/csv; charset=utf-8' });
  }
}
