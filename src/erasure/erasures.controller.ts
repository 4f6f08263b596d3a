import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/access.js';
import { IdPipe } from '../platform/http/id-pipe.js';
import { Refuses } from '../platform/problem/refuses.js';
import { CONTACT_NOT_FOUND } from '../tickets/problems.js';
import { ErasureView, toErasureView } from './erasure.view.js';
import { Erasures } from './erasures.js';
import { ERASURE_NOT_FOUND } from './problems.js';

@ApiTags('Contacts')
@ApiBearerAuth()
@Controller('v1')
export class ErasuresController {
  constructor(private readonly erasures: Erasures) {}

  /**
   * Forgets a person: their mail, the content of their tickets, files, events and traces. This cannot be undone. What
   * stays is a keyed hash, so that suppression and de-duplication still work.
   */
  @Delete('contacts/:id')
  @HttpCode(202)
  @Refuses(CONTACT_NOT_FOUND)
  @RequireScope('tickets:write')
  async request(@Param('id', IdPipe) id: string): Promise<ErasureView> {
    return toErasureView(await this.erasures.request(id));
  }

  /** How far an erasure has come. */
  @Get('erasures/:id')
  @Refuses(ERASURE_NOT_FOUND)
  @RequireScope('tickets:read')
  async get(@Param('id', IdPipe) id: string): Promise<ErasureView> {
    return toErasureView(await this.erasures.get(id));
  }
}
