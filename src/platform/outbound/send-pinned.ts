import { type Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { KEPT_CONNECTIONS, type PinnedOptions } from './kept-connections.js';
import { pinnedLookup } from './target.js';

/** The request, and who observes it. */
export interface PinnedRequest {
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** Ends request and answer. */
  signal: AbortSignal;
  /** Called once there is a connection on which an answer can be awaited. */
  onConnected: () => void;
}

/**
 * Sends a request to one of the judged addresses. A GET may reuse a connection; if the other side has just closed it,
 * the request is sent once more over a new one.
 *
 * @returns the answer with its body unread
 * @throws the connection's error from node:http
 */
export async function sendPinned(
  url: URL,
  addresses: readonly string[],
  request: PinnedRequest,
): Promise<IncomingMessage> {
  if (request.method !== 'GET') return sendBy(false, url, addresses, request);
  try {
    return await sendBy(KEPT_CONNECTIONS[url.protocol]!, url, addresses, request);
  } catch (error) {
    if (!(error instanceof StaleConnection)) throw error;
    return sendBy(false, url, addresses, request);
  }
}

/** A reused connection ended before the answer. */
class StaleConnection extends Error {}

/** @param agent false for a new connection */
function sendBy(
  agent: Agent | false,
  url: URL,
  addresses: readonly string[],
  { method, headers, body, signal, onConnected }: PinnedRequest,
): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:';
  const options: PinnedOptions = {
    method,
    headers,
    agent,
    addresses,
    lookup: pinnedLookup(addresses),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (isTls ? httpsRequest : httpRequest)(url, options);
    outgoing.once('socket', (socket) => {
      if (outgoing.reusedSocket) onConnected();
      else socket.once(isTls ? 'secureConnect' : 'connect', onConnected);
    });
    outgoing.once('response', (response) => {
      response.on('error', () => {}); // an end nobody reads yet; whoever reads the body sees it
      resolve(response);
    });
    // 101 although no other protocol was requested; node:http would end the connection without an error
    outgoing.once('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('Another protocol was answered.'));
    });
    // stays: an abort after the answer also causes an error here
    outgoing.on('error', (error) => {
      const isStale = outgoing.reusedSocket && !signal.aborted;
      reject(isStale ? new StaleConnection(error.message) : error);
    });
    // not the option: node:http would destroy the connection with an error that nobody handles after the answer
    signal.addEventListener('abort', () => outgoing.destroy(), { once: true });
    outgoing.end(body);
  });
}
