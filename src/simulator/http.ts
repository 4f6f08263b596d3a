import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** A request with its whole body. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Values of the `:name` parts of the route. */
  params: Record<string, string>;
  body: Buffer;
}

/** What a handler wants to send. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  json?: unknown;
  bytes?: Buffer;
  /** Writes the body itself (slow, cut off), and then also status and headers. */
  write?: (response: ServerResponse) => Promise<void>;
  /** Called once the answer is on its way. */
  sent?: () => void;
}

/** Reads the whole body. The simulator is local and trusts its caller's sizes. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Sends an answer. Its own headers override those in `extra`. */
export async function writeAnswer(
  response: ServerResponse,
  answer: Answer,
  extra: Record<string, string> = {},
): Promise<void> {
  if (answer.write) return answer.write(response);
  const body = answer.bytes ?? Buffer.from(answer.json === undefined ? '' : JSON.stringify(answer.json));
  const type = answer.json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(answer.status, {
    ...extra,
    ...type,
    'content-length': String(body.length),
    ...answer.headers,
  });
  response.end(body);
}

/** 200 with a JSON body. */
export function ok(json: unknown): Answer {
  return { status: 200, json };
}

/** 201 with a JSON body. */
export function created(json: unknown): Answer {
  return { status: 201, json };
}
