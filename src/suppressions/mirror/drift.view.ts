import { ApiProperty } from '@nestjs/swagger';
import { type Difference, type MirrorMode, remedyFor } from './disagreements.js';
import type { StoredRun } from './mirror-runs.js';

export class MirrorResultView {
  pages: number;
  /** Entries on the provider's list. */
  listed: number;
  adopted: number;
  pushed: number;
  removed_there: number;
  released_here: number;
  left_alone: number;
  refused: number;
}

export class MirrorRunView {
  object: 'mirror_run';
  id: string;
  source: string;
  requested_at: string;
  started_at: string | null;
  finished_at: string | null;
  /** What it found and did; null while it runs, and if it could not be made. */
  result: MirrorResultView | null;
  /** Why it was not made, or what it left undone. */
  error: string | null;
}

export class DifferenceView {
  address: string;
  /** `new_there | new_here | released_here | removed_there | kept_here | refused_there` */
  disagreement: string;
  since: string;
  /** The provider's reason. */
  origin: string | null;
  refusal: string | null;
  /** What the next comparison does: `adopt | push | remove_there | release_here | nothing` */
  remedy: string;
}

export class DriftSourceView {
  source: string;
  last_run: MirrorRunView | null;
  differing: number;
  /** By disagreement. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  counts: Record<string, number>;
  /** The first 100, by address. */
  differences: DifferenceView[];
}

export class DriftView {
  object: 'suppression_drift';
  /** `SUPPRESSION_MIRROR` */
  mode: string;
  providers: DriftSourceView[];
}

export function toRunView(run: StoredRun): MirrorRunView {
  return {
    object: 'mirror_run',
    id: run.id,
    source: run.source,
    requested_at: run.requestedAt.toISOString(),
    started_at: run.startedAt?.toISOString() ?? null,
    finished_at: run.finishedAt?.toISOString() ?? null,
    result: run.result,
    error: run.error,
  };
}

export function toDifferenceView(difference: Difference, mode: MirrorMode): DifferenceView {
  return {
    address: difference.address,
    disagreement: difference.disagreement,
    since: difference.since.toISOString(),
    origin: difference.origin,
    refusal: difference.refusal,
    remedy: remedyFor(difference.disagreement, mode),
  };
}
