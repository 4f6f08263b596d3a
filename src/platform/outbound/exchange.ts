import { type IncomingMessage } from 'node:http';
import { codeOf, OutboundError } from './outbound-error.js';
import { sendPinned } from './send-pinned.js';
import { checkUrl, type Resolve, resolveTarget, systemResolve, type Target } from './target.js';

/** Options of every outbound call. Limits have no defaults: the caller knows what it waits for. */
export interface OutboundOptions {
  /**
   * `host` or `host:port` that may use plain http and be anywhere, also on loopback: the configured provider base URL.
   * Default: none.
   */
  allowedHosts?: readonly string[];
  /** Largest body of the answer. */
  maxBytes: number;
  /** For DNS, TCP and TLS together. */
  connectTimeoutMs: number;
  /** Longest silence of the other side, before and during the answer. */
  idleTimeoutMs: number;
  /** From the call to the last byte. */
  totalTimeoutMs: number;
  headers?: Record<string, string>;
  /** Default: the system's resolver. */
  resolve?: Resolve;
}

export interface OutboundRequest {
  method: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

/** One guarded call: owns the connection, its timers and the reason for its failure. */
export class Exchange {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly stopped = new AbortController();
  private failure: OutboundError | null = null;
  private origin = 'the URL';
  private isWhole = false;

  constructor(private readonly options: OutboundOptions) {}

  /** @returns the answer with its body unread; @throws OutboundError also for 3xx and compressed answers */
  async start(url: string, request: OutboundRequest): Promise<IncomingMessage> {
    this.startTimer('total', this.options.totalTimeoutMs);
    this.startTimer('connect', this.options.connectTimeoutMs);
    try {
      const target = checkUrl(url, this.options.allowedHosts ?? []);
      this.origin = target.url.host;
      const addresses = await this.orStopped(resolveTarget(target, this.options.resolve ?? systemResolve));
      const response = await this.send(target, addresses, request);
      this.checkAnswer(response);
      return response;
    } catch (error) {
      this.close();
      throw this.explain(error);
    }
  }

  /**
   * The body in chunks. Idle time counts only while we wait for the other side, not while the consumer is slow; total
   * time always counts. @throws OutboundError  `timeout`, `truncated`, `too_large`, `network`
   */
  async *body(response: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
    let received = 0;
    const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
    try {
      for (;;) {
        this.startTimer('idle', this.options.idleTimeoutMs);
        const { done, value } = await this.orStopped(chunks.next());
        this.stopTimer('idle');
        if (done) break;
        received += value.length;
        if (received > maxBytes) throw this.tooLarge();
        yield value;
      }
      this.isWhole = response.complete;
      if (!this.isWhole) throw this.truncated();
    } catch (error) {
      throw this.explain(error, response);
    } finally {
      this.close();
    }
  }

  /** Ends the timers, and the connection unless the whole answer arrived. Call it if the body is not fully read. */
  close(): void {
    for (const name of [...this.timers.keys()]) this.stopTimer(name);
    if (!this.isWhole && !this.stopped.signal.aborted) this.stopped.abort();
  }

  /** @throws OutboundError  `too_large` if the answer announces more than `maxBytes` */
  checkLength(response: IncomingMessage): void {
    if (Number(response.headers['content-length'] ?? 0) <= this.options.maxBytes) return;
    this.close();
    throw this.tooLarge();
  }

  private async send(
    target: Target,
    addresses: string[],
    request: OutboundRequest,
  ): Promise<IncomingMessage> {
    const sending = sendPinned(target.url, addresses, {
      ...request,
      headers: { 'accept-encoding': 'identity', ...this.options.headers, ...request.headers },
      signal: this.stopped.signal,
      onConnected: () => {
        this.stopTimer('connect');
        this.startTimer('idle', this.options.idleTimeoutMs);
      },
    });
    const response = await this.orStopped(sending); // node:http may forget a request that it has destroyed
    this.stopTimer('connect');
    this.stopTimer('idle');
    return response;
  }

  private checkAnswer(response: IncomingMessage): void {
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      throw new OutboundError('redirect_refused', `${this.origin} answered with a redirect (${status}).`, {
        status,
      });
    }
    if ((response.headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
      throw new OutboundError('encoding_refused', `${this.origin} answered with a compressed body.`);
    }
  }

  private orStopped<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.stopped;
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(this.failure ?? this.truncated());
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  private startTimer(name: string, afterMs: number): void {
    this.stopTimer(name);
    const timer = setTimeout(() => {
      this.failure ??= new OutboundError('timeout', `${this.origin}: ${name} timeout after ${afterMs} ms.`);
      this.close();
    }, afterMs);
    this.timers.set(name, timer);
  }

  private stopTimer(name: string): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }

  private explain(error: unknown, response?: IncomingMessage): OutboundError {
    if (this.failure) return this.failure;
    if (error instanceof OutboundError) return error;
    if (response && !response.complete) return this.truncated(error);
    const message = `The connection to ${this.origin} failed${codeOf(error)}.`;
    return new OutboundError('network', message, { cause: error });
  }

  private truncated(cause?: unknown): OutboundError {
    return new OutboundError('truncated', `${this.origin} ended the answer before its end.`, { cause });
  }

  private tooLarge(): OutboundError {
    return new OutboundError('too_large', `${this.origin} sent more than ${this.options.maxBytes} bytes.`);
  }
}
