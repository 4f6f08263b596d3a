import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers as a test tells it, even as Resend never would; the simulator only does what Resend does. */
export class ScriptedServer {
  /** The answer to every request from now on. */
  answer: Answer = (_request, response) => void response.writeHead(404).end();
  readonly requests: { url: string; authorization: string | undefined }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ScriptedServer> {
    const scripted = new ScriptedServer(createServer());
    const { server, requests } = scripted;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      requests.push({ url: request.url ?? '', authorization: request.headers.authorization });
      scripted.answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** A refusal in Resend's form. */
export const failure = (status: number, name: string, message = 'no', headers = {}): Answer =>
  json({ statusCode: status, name, message }, status, headers);

/** The error with which a call was rejected. */
export const failureOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no failure',
    (error: unknown) => error,
  );
