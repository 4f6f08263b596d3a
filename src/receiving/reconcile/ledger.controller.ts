import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { EventLogBooks } from '../../inbox/ledger/event-log-books.js';
import { LedgerQuery } from '../../inbox/ledger/ledger-query.dto.js';
import { Ledger } from '../../inbox/ledger/ledger.js';
import { LedgerDayView, toLedgerDayView } from '../../inbox/ledger/ledger.view.js';
import { ReconcileBooks } from '../../inbox/ledger/reconcile-books.js';
import { ListOf, WholeListOf } from '../../platform/http/list-of.js';
import { type Page, toPage } from '../../platform/http/page.js';
import { Problem } from '../../platform/problem/problem.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import { NOTHING_TO_RECONCILE } from './problems.js';
import { ReconcileRequest } from './reconcile-request.dto.js';
import { ReconcileView, toReconcileView } from './reconcile.view.js';

@ApiTags('Ledger')
@ApiBearerAuth()
@Controller('v1/ledger')
export class LedgerController {
  constructor(
    private readonly ledger: Ledger,
    private readonly books: ReconcileBooks,
    private readonly logs: EventLogBooks,
    private readonly apis: ProviderApis,
  ) {}

  /** What came in and what became of it: one line for each source and day, newest day first. */
  @Get()
  @ListOf(LedgerDayView)
  @RequireScope('events:read')
  async list(@Query() query: LedgerQuery): Promise<Page<LedgerDayView>> {
    const days = await this.ledger.list(query);
    return toPage(days, query.limit, ({ day, source }) => ({ value: day, id: source }), toLedgerDayView);
  }

  /**
   * How far each source's received mail, and what its log says it sent us, is proven to be in the inbox. There is one
   * line per provider, so it is always one page.
   */
  @Get('reconcile')
  @WholeListOf(ReconcileView)
  @RequireScope('events:read')
  async state(): Promise<Page<ReconcileView>> {
    const [states, logs] = [await this.books.list(), await this.logs.list()];
    const data = states.map((state) =>
      toReconcileView(state, logs.find(({ source }) => source === state.source) ?? null),
    );
    return { object: 'list', data, has_more: false, next_cursor: null };
  }

  /**
   * Compares the provider's list of received mail with the inbox now, and brings in what is missing; the log of our
   * webhook too, if the API key may read it. A worker does this; `GET /v1/ledger/reconcile` shows the result.
   */
  @Post('reconcile')
  @HttpCode(202)
  @WholeListOf(ReconcileView, 202)
  @Refuses(NOTHING_TO_RECONCILE)
  @RequireScope('events:write')
  async reconcile(
    @Body() { since }: ReconcileRequest = new ReconcileRequest(),
  ): Promise<Page<ReconcileView>> {
    if (this.apis.sources.length === 0) {
      throw new Problem(NOTHING_TO_RECONCILE, 'Set RESEND_API_KEY, so that received mail can be listed.');
    }
    await this.books.request(this.apis.sources, since === undefined ? null : new Date(since));
    return this.state();
  }
}
