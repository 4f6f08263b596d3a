import { ValidateBy } from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.js';
import { PageQuery } from './page.js';
import { readTimestamp } from './timestamp.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const Day = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value) => DAY.test(String(value)) && readTimestamp(value) !== null,
      defaultMessage: () => '$property must be a day such as 2026-11-21',
    },
  });

/** Members of every list that has a line for each day. */
export class DayRangeQuery extends PageQuery {
  /** First day, `YYYY-MM-DD` in UTC; by default thirty days ago. */
  @MayBeLeftOut()
  @Day()
  since?: string;

  /** Last day, `YYYY-MM-DD` in UTC. */
  @MayBeLeftOut()
  @Day()
  until?: string;
}
