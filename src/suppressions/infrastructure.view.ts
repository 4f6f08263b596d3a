export class RefusingDomainView {
  domain: string;
  bounces: number;
  addresses: number;
  last_at: string;
  /** What the remote server said last. */
  diagnostic_code: string | null;
}

export class InfrastructureView {
  object: 'infrastructure_bounces';
  since: string;
  /** Most refusals first. */
  data: RefusingDomainView[];
}
