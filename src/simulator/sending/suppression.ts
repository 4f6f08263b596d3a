/** An address that gets no mail any more, over all domains of the team. */
export interface Suppression {
  id: string;
  email: string;
  origin: 'bounce' | 'complaint' | 'manual';
  /** The mail that led to it. */
  sourceId: string | null;
  createdAt: Date;
}
