import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BAD_REQUEST, HEADERS_TOO_LARGE, REQUEST_TOO_SLOW } from '../problem/common-problems.js';
import { PROBLEM_MEDIA_TYPE, problemBody, toProblem } from '../problem/problem-answer.js';
import { Problem } from '../problem/problem.js';
import { EVERY_ANSWER } from './every-answer.js';

/** By the code of Node's error. Anything else is not HTTP, or could be read in two ways. */
const PROBLEMS: Record<string, Problem> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(REQUEST_TOO_SLOW, 'The request did not end in time.'),
  HPE_HEADER_OVERFLOW: new Problem(HEADERS_TOO_LARGE, 'Target and headers may have 16 KiB together.'),
};
const NO_REQUEST = new Problem(BAD_REQUEST, 'This is no HTTP request that can be read in one way only.');

/**
 * Answers what Node cannot read as a request, and ends the connection: nobody knows where the next request would begin.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = PROBLEMS[error.code ?? ''] ?? NO_REQUEST;
  const { status } = problem.type;
  const id = randomUUID();
  const body = problemBody(problem, { id, url: null });
  const headers = Object.entries({
    ...headersOf(id),
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  socket.destroySoon();
}

/** Answers what Fastify's router refuses before there is a route: a path that cannot be decoded. */
export function refuseUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  void reply
    .status(problem.type.status)
    .headers(headersOf(request.id))
    .send(problemBody(problem, { id: request.id, url: request.url }));
}

const headersOf = (id: string) => ({
  'content-type': PROBLEM_MEDIA_TYPE,
  'x-request-id': id,
  ...EVERY_ANSWER,
});
