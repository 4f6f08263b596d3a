import type { AmbiguousReport } from './ambiguous/ambiguous-report.entity.js';
import type { ErasedEntry } from './erased-suppressions.js';
import type { Folded } from './fold.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';
import type { Suppression } from './suppression.entity.js';

/** The latest sign of life of one kind. */
export interface LastSign {
  kind: string;
  at: Date;
  eventId: string | null;
}

/** Everything known about one address in one scope. */
export interface Explained {
  entry: Suppression;
  /** What is kept about an erased person; null unless it decides. */
  erased: ErasedEntry | null;
  /** Oldest first. */
  evidence: SuppressionEvidence[];
  folded: Folded<SuppressionEvidence>;
  life: LastSign[];
  /** Reports that named several recipients and turned out to mean this one. */
  settled: AmbiguousReport[];
}
