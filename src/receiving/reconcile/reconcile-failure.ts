import type { EventError } from '../../inbox/inbox-event.entity.js';
import { ProviderError } from '../../providers/provider-errors.js';
import { ReconcileInterrupted } from './reconcile-interrupted.js';

/** Describes a failed reconcile for the books. */
export function toEventError(error: unknown): EventError {
  const isOurs = error instanceof ReconcileInterrupted;
  const code = error instanceof ProviderError ? error.code : isOurs ? 'interrupted' : 'unexpected';
  return { code, detail: (error as Error).message, at: new Date().toISOString() };
}
