import {
  Agent as HttpAgent,
  type AgentOptions,
  type ClientRequestArgs,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Mails under way at once ask the same host; between two of them there is seldom more time than this. */
const KEPT_MS = 4_000;
const MAX_KEPT = 8;

const OPTIONS: AgentOptions = { keepAlive: true, timeout: KEPT_MS, maxFreeSockets: MAX_KEPT };

/** Options of a request whose connection is pinned. */
export interface PinnedOptions extends RequestOptions {
  /** Where it may lead, as judged for this very request. */
  addresses: readonly string[];
}

/**
 * Connections that were used and may be used again, under their origin and the addresses that they were pinned to: a
 * request whose host name leads elsewhere by now finds none, and makes its own to where it was judged.
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
