import { OmitType } from '@nestjs/swagger';
import { DayRangeQuery } from '../platform/http/day-range.dto.js';

export class StatsQuery extends DayRangeQuery {}

export class StatsExportQuery extends OmitType(StatsQuery, ['limit', 'cursor']) {}
