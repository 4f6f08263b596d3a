import type { EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';

export type MirrorMode = Config['suppressionMirror'];

/**
 * How the two lists differ in one address.
 *
 * - `new_there`, `new_here`: one list has learnt what the other has not.
 * - `released_here`: we took it off after they had put it on.
 * - `removed_there`: they took it off after we had put it on.
 * - `kept_here`: the same, of a complaint or an operator's entry, which no provider can lift.
 * - `refused_there`: they did not take it; it is offered again after a day.
 */
export type Disagreement =
  'new_there' | 'new_here' | 'released_here' | 'removed_there' | 'kept_here' | 'refused_there';

/** What is done about a disagreement; `nothing` leaves it in the drift report. */
export type Remedy = 'adopt' | 'push' | 'remove_there' | 'release_here' | 'nothing';

/** Who wins, as a table. Every remedy makes the lists agree, so that none calls for another. */
const REMEDIES: Record<Disagreement, Record<MirrorMode, Remedy>> = {
  new_there: row('adopt', 'adopt', 'adopt'),
  new_here: row('push', 'push', 'push'),
  released_here: row('remove_there', 'adopt', 'remove_there'),
  removed_there: row('release_here', 'release_here', 'push'),
  kept_here: row('nothing', 'nothing', 'push'),
  refused_there: row('nothing', 'nothing', 'nothing'),
};

export const remedyFor = (disagreement: Disagreement, mode: MirrorMode): Remedy =>
  REMEDIES[disagreement][mode];

/** An address in which the lists differ. */
export interface Difference {
  address: string;
  disagreement: Disagreement;
  /** Since when the side that has changed last is as it is. */
  since: Date;
  /** The provider's reason; null when it has none. */
  origin: string | null;
  /** Why the provider does not take it. */
  refusal: string | null;
}

/**
 * Entries for single mailboxes or streams are ours alone: a provider's list is about all mail.
 *
 * What is known of an address on a provider's list, a row of `provider_suppressions`, is in one of these states (`·` is null,
 * `-` means nothing there):
 *
 * | state          | is_present | created_at | changed_at            | pushed_at         | origin   | refusal, refused_at |
 * | -------------- | ---------- | ---------- | --------------------- | ----------------- | -------- | ------------------- |
 * | (no row)       | they have told nothing of it, nor have we offered it                                              |
 * | listed by them | true       | since when | when they last did it | `·` when `manual` | any      | ·                   |
 * | listed by us   | true       | since when | when they last did it | set               | `manual` | ·                   |
 * | offered        | false      | -          | as it was before      | set               | `manual` | those of last time  |
 * | refused        | false      | -          | as it was before      | ·                 | `manual` | set                 |
 * | gone           | false      | -          | when they took it off | ·                 | -        | -                   |
 *
 * Whatever they tell makes it listed or gone, unless it is older than `changed_at`; that is `-infinity` while they have told
 * nothing. `TheirChanges` offers, and their answer makes it listed by us or refused. When none comes it is offered again, and
 * their event about it is still known for our echo.
 */
const DIFFERENCES = `
  SELECT address,
    CASE
      WHEN theirs.is_present AND here.address IS NOT NULL AND coalesce(here.ended_at, here.expires_at)
        >= theirs.created_at THEN 'released_here'
      WHEN theirs.is_present AND theirs.pushed_at IS NOT NULL AND theirs.origin = 'manual' THEN 'released_here'
      WHEN theirs.is_present THEN 'new_there'
      WHEN theirs.refusal IS NOT NULL AND theirs.refused_at > now() - interval '1 day' THEN 'refused_there'
      WHEN theirs.address IS NULL OR theirs.changed_at < told.last_at THEN 'new_here'
      WHEN here.reason IN ('complaint', 'manual') THEN 'kept_here'
      ELSE 'removed_there'
    END AS disagreement,
    CASE WHEN theirs.is_present THEN greatest(here.ended_at, theirs.created_at)
      ELSE coalesce(nullif(theirs.changed_at, '-infinity'), here.created_at) END AS since,
    theirs.origin, theirs.refusal
  FROM (SELECT * FROM suppressions WHERE scope = 'all' AND address > $2) AS here
  FULL JOIN (SELECT * FROM provider_suppressions WHERE source = $1 AND address > $2) AS theirs
    USING (address)
  LEFT JOIN LATERAL (
    SELECT max(occurred_at) AS last_at FROM suppression_evidence AS evidence
    WHERE evidence.address = here.address AND evidence.scope = 'all' AND evidence.reason IS NOT NULL
      AND theirs.address IS NOT NULL AND NOT theirs.is_present
  ) AS told ON true
  WHERE coalesce(here.is_suppressed AND (here.expires_at IS NULL OR here.expires_at > now()), false)
      <> coalesce(theirs.is_present, false)`;

/** The next differences in the order of addresses. */
export function differences(
  db: Pick<EntityManager, 'query'>,
  source: string,
  after: string,
  limit: number,
): Promise<Difference[]> {
  return db.query(`${DIFFERENCES} ORDER BY address LIMIT $3`, [source, after, limit]);
}

/** How many there are of each kind. */
export async function countDifferences(
  db: Pick<EntityManager, 'query'>,
  source: string,
): Promise<Partial<Record<Disagreement, number>>> {
  const rows = await db.query<{ disagreement: Disagreement; n: number }[]>(
    `SELECT disagreement, count(*)::int AS n FROM (${DIFFERENCES}) AS difference GROUP BY disagreement`,
    [source, ''],
  );
  return Object.fromEntries(rows.map(({ disagreement, n }) => [disagreement, n]));
}

function row(latest: Remedy, provider: Remedy, postroom: Remedy): Record<MirrorMode, Remedy> {
  return { latest, provider, postroom, watch: 'nothing', off: 'nothing' };
}
