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
  /** Cursor of the next, older page; null at the end. */
  after: string | null;
}

/**
 * A provider's API for its own suppression list. Each method is one call and throws only the classes in
 * `provider-errors.ts`.
 */
export interface SuppressionsApi {
  /** Hash of the API's address and key: with another address or key it may be another account's list. */
  readonly account: string;
  /** Most addresses per `add` or `remove`. */
  readonly batchSize: number;
  list(after?: string): Promise<ProviderSuppressionPage>;
  /** Whether one address is on the list. */
  has(address: string): Promise<boolean>;
  /** Addresses already on the list stay as they are. */
  add(addresses: readonly string[]): Promise<void>;
  /** Addresses not on the list are ignored. */
  remove(addresses: readonly string[]): Promise<void>;
}
