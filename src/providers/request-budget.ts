/** Who may send a request to a provider, and when. */
export interface RequestBudget {
  /**
   * Resolves when one request may be sent.
   *
   * @throws TransientProviderError  rate-limited, with the time to wait, when a long pause is on
   */
  take(): Promise<void>;

  /** Lets nobody through for a while, as after a 429. Never shortens a pause. */
  pauseFor(durationMs: number): void | Promise<void>;
}
