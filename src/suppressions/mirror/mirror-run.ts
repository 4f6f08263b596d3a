import type { SuppressionsApi } from '../../providers/suppressions.js';

/** A comparison under way. */
export interface MirrorRun {
  id: string;
  source: string;
  api: SuppressionsApi;
  /** Called often, to show that the run is alive; throws when the process is stopping. */
  beat: () => Promise<void>;
}
