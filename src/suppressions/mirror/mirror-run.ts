import type { SuppressionsApi } from '../../providers/suppressions.js';

/** A comparison under way. */
export interface MirrorRun {
  id: string;
  source: string;
  api: SuppressionsApi;
  /** Called often: says that the run is alive. */
  beat: () => Promise<void>;
}
