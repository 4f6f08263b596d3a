import {
  Agent as HttpAgent,
  type AgentOptions,
  type ClientRequestArgs,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Mails processed at the same time ask the same host; there is seldom more time than this between two of them. */
const KEPT_MS = 4_000;
const MAX_KEPT = 8;

const OPTIONS: AgentOptions = { keepAlive: true, timeout: KEPT_MS, maxFreeSockets: MAX_KEPT };

/** Options of a request with a pinned connection. */
export interface PinnedOptions extends RequestOptions {
  /** Addresses it may connect to, judged for this request. */
  addresses: readonly string[];
}

/**
 * Idle connections for reuse, keyed by their origin and the addresses they were pinned to: a request whose host name
 * now leads elsewhere finds none, and opens its own to the addresses judged for it.
 */
class PinnedHttpAgent extends HttpAgent {
  override getName(options?: ClientRequestArgs): string {
    return pinnedName(super.getName(options), options);
  }
}

class PinnedHttpsAgent extends HttpsAgent {
  override getName(options?: ClientRequestArgs): string {
    return pinnedName(super.getName(options), options);
  }
}

function pinnedName(name: string, { addresses = [] }: Partial<PinnedOptions> = {}): string {
  return `${name} ${[...addresses].sort().join(',')}`;
}

/** By the URL's protocol. */
export const KEPT_CONNECTIONS: Readonly<Record<string, HttpAgent>> = {
  'http:': new PinnedHttpAgent(OPTIONS),
  'https:': new PinnedHttpsAgent(OPTIONS),
};
