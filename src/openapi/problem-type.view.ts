import { type ProblemType, problemUri } from '../platform/problem/problem.js';

export class ProblemTypeView {
  object: 'problem_type';
  /** As in the problem, such as `/problems/ticket-merged`. */
  type: string;
  /** Stable, such as `ticket-merged`. */
  code: string;
  title: string;
  status: number;
  /** What it means and what to do. */
  description: string;
  /** After how long a retry makes sense; null if waiting does not help, or if the answer itself says. */
  retry_after_seconds: number | null;
}

export function toProblemTypeView(type: ProblemType): ProblemTypeView {
  const { code, title, status, description, retryAfterSeconds } = type;
  return {
    object: 'problem_type',
    type: problemUri(type),
    code,
    title,
    status,
    description,
    retry_after_seconds: retryAfterSeconds,
  };
}
