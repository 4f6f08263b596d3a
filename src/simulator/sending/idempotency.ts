import type { Answer } from '../http.js';

/** Result of a request with an Idempotency-Key. */
export interface IdempotentAnswer {
  bodyHash: string;
  atMs: number;
  /** Null while the first request is in flight. */
  answer: Answer | null;
}
