/** The service is stopping, and has waited for this long enough. */
export class Interrupted extends Error {
  /** Stable code, recorded for work that was given back. */
  readonly code = 'service_stopped';

  constructor() {
    super('The service stopped in the middle.');
  }
}
