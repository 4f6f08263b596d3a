import { type IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { Exchange, type OutboundOptions, type OutboundRequest } from './exchange.js';
import { OutboundError } from './outbound-error.js';

/** The answer to a download, always 2xx. */
export interface Download {
  headers: IncomingHttpHeaders;
  /**
   * Ends only when the whole body has arrived; otherwise it errors with an `OutboundError`. Read or destroy it: until
   * then the connection stays open, for at most `totalTimeoutMs`.
   */
  body: Readable;
}

/** The answer to `guardedRequest`, whatever its status except 3xx. */
export interface OutboundAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The first `maxBytes` bytes. */
  body: Buffer;
}

/**
 * Opens a download from a URL that somebody else gave us. The guard: https to public addresses only unless the host is
 * allow-listed, the name resolved once and the connection pinned to the judged addresses, no redirects, no compression,
 * limits on bytes and time.
 *
 * @throws OutboundError  also for 4xx and 5xx (`http_status`)
 */
export async function openDownload(url: string, options: OutboundOptions): Promise<Download> {
  const exchange = new Exchange(options);
  const response = await exchange.start(url, { method: 'GET' });
  const status = response.statusCode ?? 0;
  if (status < 200 || status >= 300) {
    exchange.close();
    throw new OutboundError('http_status', `The download was answered with ${status}.`, { status });
  }
  exchange.checkLength(response);
  const body = Readable.from(exchange.body(response, options.maxBytes), { objectMode: false });
  body.once('close', () => exchange.close()); // a body destroyed unread never enters the generator
  return { headers: response.headers, body };
}

/**
 * Sends a request, such as an outgoing webhook, through the same guard as `openDownload`. Every status except 3xx is an
 * answer, for the caller to interpret.
 *
 * @throws OutboundError
 */
export async function guardedRequest(
  url: string,
  options: OutboundOptions & OutboundRequest,
): Promise<OutboundAnswer> {
  const { method, body, ...limits } = options;
  const exchange = new Exchange(limits);
  const response = await exchange.start(url, { method, body });
  const read = await readCapped(exchange.body(response, Infinity), options.maxBytes);
  return { status: response.statusCode ?? 0, headers: response.headers, body: read };
}

async function readCapped(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(kept).subarray(0, maxBytes);
}
