export interface Erasure {
  id: string;
  requestedAt: Date;
  finishedAt: Date | null;
}

export class ErasureView {
  object: 'erasure';
  id: string;
  /** `running | done` */
  status: string;
  requested_at: string;
  finished_at: string | null;
}

export function toErasureView({ id, requestedAt, finishedAt }: Erasure): ErasureView {
  return {
    object: 'erasure',
    id,
    status: finishedAt === null ? 'running' : 'done',
    requested_at: requestedAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
  };
}
