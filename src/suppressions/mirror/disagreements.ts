import type { EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';

export type MirrorMode = Config['suppressionMirror'];

/**
 * How the two lists differ in one address.
 *
 * - `new_there`, `new_here`: one list has it, and the other never did or has older news.
 * - `released_here`: it was released here after the provider had listed it.
 * - `removed_there`: the provider removed it after it was listed here.
 * - `kept_here`: the same for a complaint or an operator's entry, which no provider can lift.
 * - `refused_there`: the provider refused it; it is offered again after a day.
 */
export type Disagreement =
  'new_there' | 'new_here' | 'released_here' | 'removed_there' | 'kept_here' | 'refused_there';

/** What a comparison does about a disagreement; `nothing` leaves it in the drift report. */
export type Remedy = 'adopt' | 'push' | 'remove_there' | 'release_here' | 'nothing';

/** Which list wins. Every remedy but `nothing` makes the lists agree, so that none triggers another. */
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

/** An address on which the lists differ. */
export interface Difference {
  address: string;
  disagreement: Disagreement;
  /** When the side that changed last did so. */
  since: Date;
  /** The provider's reason; null if it has none. */
  origin: string | null;
  /** Why the provider refused it; null if it did not. */
  refusal: string | null;
}

/**
 * Only entries for all mail are compared: a provider's list knows no mailboxes or streams.
 *
 * A row of `provider_suppressions` holds what we know of an address on a provider's list, in one of these states (`·`
 * is null, `-` is not used):
 *
 * | state          | is_present | created_at   | changed_at          | pushed_at         | origin   | refusal       |
 * | -------------- | ---------- | ------------ | ------------------- | ----------------- | -------- | ------------- |
 * | (no row)       | they have not reported it, and we have not offered it                                            |
 * | listed by them | true       | listed since | their latest change | `·` if `manual`   | any      | ·             |
 * | listed by us   | true       | listed since | their latest change | set               | `manual` | ·             |
 * | offered        | false      | -            | unchanged           | set               | `manual` | the last or · |
 * | refused        | false      | -            | unchanged           | ·                 | `manual` | set           |
 * | gone           | false      | -            | their removal       | ·                 | -        | -             |
 *
 * An event makes an address listed or gone unless it is older than `changed_at`, which is `-infinity` until they report
 * anything. A comparison makes every address it reads listed. `TheirChanges` offers an address, and the answer makes it
 * listed by us or refused. Without an answer it is offered again, and an event about it still counts as our echo.
 * `refused_at` has a meaning only while `refusal` is set.
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

/** The next differences, in order of address. */
export function differences(
  db: Pick<EntityManager, 'query'>,
  source: string,
  after: string,
  limit: number,
): Promise<Difference[]> {
  return db.query(`${DIFFERENCES} ORDER BY address LIMIT $3`, [source, after, limit]);
}

/** The number of differences of each kind. */
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
