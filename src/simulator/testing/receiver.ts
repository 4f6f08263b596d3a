import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, readBody, writeAnswer } from '../http.js';

/** A webhook as received. */
export interface Received {
  headers: Record<string, string>;
  body: string;
}

/** A real endpoint on the loopback address that keeps what it receives. */
export interface Receiver {
  url: string;
  received: Received[];
  /** The answer to the n-th request (from 0); 200 unless set. May never resolve. */
  answer: (index: number) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

/** The signature headers under their Standard Webhooks names, which that library's verifier expects. */
export function standardHeaders(received: Received | undefined): Record<string, string> {
  const names = ['id', 'timestamp', 'signature'];
  return Object.fromEntries(
    names.map((name) => [`webhook-${name}`, received?.headers[`svix-${name}`] ?? '']),
  );
}

/** Starts an endpoint on a free port. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    received: [],
    answer: () => ({ status: 200, json: {} }),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await readBody(request)).toString('utf8');
      receiver.received.push({ headers: request.headers as Record<string, string>, body });
      await writeAnswer(response, await receiver.answer(receiver.received.length - 1));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}
