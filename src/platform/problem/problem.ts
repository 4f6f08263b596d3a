import type { LogFields } from '../logging/log.js';

/** One kind of refusal: the stable code is the last part of the problem's `type` (RFC 9457 §3.1.1). */
export interface ProblemType {
  code: string;
  status: number;
  title: string;
  /** What it means and what to do, for client developers; Markdown without blocks. */
  description: string;
  /** Seconds after which a retry makes sense; sent as `Retry-After`. */
  retryAfterSeconds: number | null;
}

const catalogue = new Map<string, ProblemType>();

/**
 * Declares a kind of refusal. Rooms declare theirs in `problems.ts`; all are documented in `docs/problems.md`, and each
 * at the address that is its `type`.
 */
export function problemType(
  code: string,
  status: number,
  title: string,
  description: string,
  options: { retryAfterSeconds?: number } = {},
): ProblemType {
  const type = { code, status, title, description, retryAfterSeconds: options.retryAfterSeconds ?? null };
  catalogue.set(code, type);
  return type;
}

/** The `type` of a problem: relative to the request, so that it can be looked up where the answer came from. */
export const problemUri = ({ code }: Pick<ProblemType, 'code'>): string => `/problems/${code}`;

/** Every declared kind, by code. */
export function problemTypes(): ProblemType[] {
  return [...catalogue.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** One error in a request: `pointer` is an RFC 6901 JSON pointer into its body, or `#/` and a parameter's name. */
export interface FieldError {
  pointer: string;
  detail: string;
}

/**
 * A refusal reported to the caller: a code instead of HTTP terms, so that any room may throw it.
 *
 * `detail` is shown to the caller: it describes this case and never contains a secret, a body or a stack.
 */
export class Problem extends Error {
  /** Sent as `Retry-After`; null if retrying the same way makes no sense. */
  readonly retryAfterSeconds: number | null;
  /**
   * Extra log fields for operators, for a refusal that may be our own fault; null for the many that are the caller's.
   */
  readonly forOperators: LogFields | null;

  constructor(
    readonly type: ProblemType,
    readonly detail: string,
    readonly errors: FieldError[] = [],
    options: { cause?: unknown; retryAfterSeconds?: number; forOperators?: LogFields } = {},
  ) {
    super(`${type.code}: ${detail}`, options);
    this.retryAfterSeconds = options.retryAfterSeconds ?? type.retryAfterSeconds;
    this.forOperators = options.forOperators ?? null;
  }
}
