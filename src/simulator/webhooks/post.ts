import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AttemptResult } from './schedule.js';

/** How much of an endpoint's answer is kept, bytes (open-source Svix). */
const MAX_RESPONSE_BYTES = 20_000;

/** An attempt's result, with what the log keeps of the answer. */
export interface PostResult extends AttemptResult {
  /** First 20,000 bytes of the answer, or the network error in words. */
  response: string;
  /** The answer's `webhook-delivery` header. */
  control: string | null;
}

/** Posts a webhook body. Never rejects: a network error is a result with status 0. */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<PostResult> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await readAnswer(await send(url, headers, body, signal));
  } catch (error) {
    const response = signal.aborted ? `no answer within ${timeoutMs} ms` : (error as Error).message;
    return { statusCode: 0, timedOut: signal.aborted, retryAfterS: null, control: null, response };
  }
}

/** Uses a connection of its own: a kept one may die between two attempts and look like a failing endpoint. */
function send(
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = start(url, { method: 'POST', headers, signal, agent: false }, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

async function readAnswer(answer: IncomingMessage): Promise<PostResult> {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (keptBytes < MAX_RESPONSE_BYTES) kept.push(chunk);
    keptBytes += chunk.length;
  }
  return {
    statusCode: answer.statusCode ?? 0,
    timedOut: false,
    retryAfterS: readRetryAfter(answer.headers['retry-after']),
    control: headerText(answer.headers['webhook-delivery']),
    response: Buffer.concat(kept).subarray(0, MAX_RESPONSE_BYTES).toString('utf8'),
  };
}

function readRetryAfter(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function headerText(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
