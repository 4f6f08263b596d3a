/** The service stops, and has waited for this long enough. */
export class Interrupted extends Error {
  /** Stable, for what is told of whatever was given back. */
  readonly code = 'service_stopped';

  constructor() {
    super('The service stopped in the middle.');
  }
}
