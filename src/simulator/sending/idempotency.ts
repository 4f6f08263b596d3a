import type { Answer } from '../http.js';

/** What a request with an Idempotency-Key came to. */
export interface IdempotentAnswer {
  bodyHash: string;
  atMs: number;
  /** Null while the first request is in flight. */
  answer: Answer | null;
}
