export class RefusingDomainView {
  domain: string;
  bounces: number;
  addresses: number;
  last_at: string;
  /** What the remote server said in the latest bounce. */
  diagnostic_code: string | null;
}

export class InfrastructureView {
  object: 'infrastructure_bounces';
  since: string;
  /** Most bounces first; at most 100 domains. */
  data: RefusingDomainView[];
}
