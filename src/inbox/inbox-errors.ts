/** Thrown by a handler to say what should become of an event that it could not finish. */
export abstract class HandlingError extends Error {
  constructor(
    /** Stable code, kept as `last_error.code`. */
    readonly code: string,
    detail: string,
    options: { cause?: unknown } = {},
  ) {
    super(detail, options);
  }
}

/** The cause is outside and will pass: try again, for days if need be. */
export class RetryLater extends HandlingError {
  constructor(
    code: string,
    detail: string,
    /** Wanted pause; null lets the inbox choose by the number of attempts. */
    readonly afterMs: number | null = null,
    /** False when no attempt was really made, as with a rate limit. */
    readonly burnsAttempt: boolean = true,
    options: { cause?: unknown } = {},
  ) {
    super(code, detail, options);
  }
}

/** Somebody has to act first (a quota, a key's rights). */
export class Parked extends HandlingError {}

/** Trying again with the same code would fail the same way. */
export class Unprocessable extends HandlingError {}

/** Another worker has the lease now: nothing that this one did may be committed. */
export class LeaseLost extends Error {
  constructor(eventId: string) {
    super(`The lease on event ${eventId} is no longer ours.`);
  }
}
