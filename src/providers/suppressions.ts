/** An address on the provider's own list. */
export interface ProviderSuppression {
  /** Safe in a URL path. */
  id: string;
  /** addr-spec in lower case. */
  address: string;
  /** Why: `bounce`, `complaint`, `manual`; an open list. */
  origin: string;
  createdAt: Date | null;
}

/** One page of the provider's list, newest first. */
export interface ProviderSuppressionPage {
  suppressions: ProviderSuppression[];
  /** Pass it on to get the next, older page; null at the end. */
  after: string | null;
}

/**
 * A provider's API for its own suppression list. Every method is one call, and fails with one of the classes of
 * `provider-errors.ts` and with nothing else.
 */
export interface SuppressionsApi {
  /** Where and with which key it asks, as a hash: elsewhere or with another key it may be another account's list. */
  readonly account: string;
  /** Most addresses of one `add` or `remove`. */
  readonly batchSize: number;
  list(after?: string): Promise<ProviderSuppressionPage>;
  /** Whether one address is on the list. */
  has(address: string): Promise<boolean>;
  /** What is on the list already stays as it is. */
  add(addresses: readonly string[]): Promise<void>;
  /** What is not on the list is left alone. */
  remove(addresses: readonly string[]): Promise<void>;
}
