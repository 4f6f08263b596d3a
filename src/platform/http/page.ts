import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.js';

/** Room for an address, its scope and its time in base64, in any script. */
const MAX_CURSOR_CHARACTERS = 2_000;

/** Members of every list request. */
export class PageQuery {
  @ApiProperty({
    description: 'Number of entries, 1 to 100.',
    required: false,
    minimum: 1,
    maximum: 100,
    default: 20,
  })
  @MayBeLeftOut()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;

  @ApiProperty({ description: '`next_cursor` of the page before; opaque.', required: false })
  @MayBeLeftOut()
  @IsString()
  @MaxLength(MAX_CURSOR_CHARACTERS)
  cursor?: string;
}

/** Answer of every list request. */
export interface Page<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  next_cursor: string | null;
}

/** Where a page ended: the sort value and the id of its last entry, so that equal sort values are not skipped. */
export interface PageEnd {
  value: string;
  id: string;
  /** The order in use, for a list with several. */
  order?: string;
}

/**
 * Takes one page from `limit + 1` rows.
 *
 * @param rows in the order of the list, at most one more than `limit`
 */
export function toPage<Row, View>(
  rows: Row[],
  limit: number,
  endOf: (row: Row) => PageEnd,
  view: (row: Row) => View,
): Page<View> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit;
  return {
    object: 'list',
    data: data.map(view),
    has_more: hasMore,
    next_cursor: hasMore && last !== undefined ? encodeCursor(endOf(last)) : null,
  };
}

const encodeCursor = ({ value, id, order }: PageEnd): string =>
  Buffer.from(JSON.stringify(order === undefined ? [value, id] : [value, id, order])).toString('base64url');
