import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../api-error.js';
import { type Fault, faultNumber } from '../faults.js';
import type { Answer, ApiRequest } from '../http.js';
import type { Route } from '../router.js';
import type { World } from '../world.js';
import { refusal } from './signed-url.js';

/** Time between the pieces of a slow download, ms. */
const SLOW_TICK_MS = 50;

/** Signed downloads: no API key, not counted against the rate limit. */
export const CDN_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/_cdn/:id/raw', handle: downloadRaw },
  { method: 'GET', path: '/_cdn/:id/:attachmentId', handle: downloadAttachment },
];

function downloadRaw(request: ApiRequest, world: World): Answer {
  const mail = world.received.get(request.params.id ?? '');
  return download(request, world, mail?.raw, 'message/rfc822');
}

function downloadAttachment(request: ApiRequest, world: World): Answer {
  const mail = world.received.get(request.params.id ?? '') ?? world.sent.get(request.params.id ?? '');
  const attachments = mail === undefined ? [] : 'view' in mail ? mail.view.attachments : mail.attachments;
  const attachment = attachments.find((one) => one.id === request.params.attachmentId);
  return download(request, world, attachment?.content, attachment?.contentType ?? '');
}

function download(
  request: ApiRequest,
  world: World,
  content: Buffer | undefined,
  contentType: string,
): Answer {
  const place = { path: request.path };
  const expired = world.faults.take('download_expired', place) ? 'expired' : null;
  const refused = refusal(world, request.path, request.query) ?? expired;
  if (refused) return accessDenied(refused === 'expired' ? 'Request has expired' : 'Access denied');
  if (content === undefined) throw new ApiError('not_found', 'The object does not exist.');
  const error = world.faults.take('download_error', place);
  if (error) return { status: faultNumber(error, 'status', 500), bytes: Buffer.from('<Error/>') };
  const faulty = faultyDownload(world, request.path, content);
  if (faulty) return { status: 200, write: faulty };
  return ranged(request.headers.range, content, { 'content-type': contentType, 'accept-ranges': 'bytes' });
}

function faultyDownload(world: World, path: string, content: Buffer): Answer['write'] | null {
  const writers = {
    download_truncated: cutOff,
    download_wrong_length: wrongLength,
    download_slow: slowly,
    download_reset: reset,
  } as const;
  for (const [kind, write] of Object.entries(writers)) {
    const fault = world.faults.take(kind as keyof typeof writers, { path });
    if (fault) return (response) => write(response, content, fault);
  }
  return null;
}

/** Promises the whole, sends a part, hangs up. */
async function cutOff(response: ServerResponse, content: Buffer, fault: Fault): Promise<void> {
  const bytes = faultNumber(fault, 'bytes', Math.floor(content.length / 2));
  response.writeHead(200, { 'content-length': String(content.length) });
  await new Promise((resolve) => response.write(content.subarray(0, bytes), resolve));
  response.destroy();
}

/** Ends properly, but with fewer bytes than the object has: only the mail's own end can tell. */
function wrongLength(response: ServerResponse, content: Buffer, fault: Fault): Promise<void> {
  const part = content.subarray(0, faultNumber(fault, 'bytes', Math.floor(content.length / 2)));
  response.writeHead(200, { 'content-length': String(part.length) });
  response.end(part);
  return Promise.resolve();
}

async function slowly(response: ServerResponse, content: Buffer, fault: Fault): Promise<void> {
  const piece = Math.max(1, Math.floor((faultNumber(fault, 'bytes_per_s', 1_000) * SLOW_TICK_MS) / 1000));
  response.writeHead(200, { 'content-length': String(content.length) });
  for (let at = 0; at < content.length && !response.destroyed; at += piece) {
    response.write(content.subarray(at, at + piece));
    await delay(SLOW_TICK_MS);
  }
  response.end();
}

function reset(response: ServerResponse): Promise<void> {
  response.destroy();
  return Promise.resolve();
}

function accessDenied(message: string): Answer {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  return { status: 403, headers: { 'content-type': 'text/xml' }, bytes: Buffer.from(xml) };
}

/** One byte range (RFC 9110 §14.1.2) or the whole. */
function ranged(range: string | undefined, content: Buffer, headers: Record<string, string>): Answer {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (!match || (first === '' && last === '')) return { status: 200, headers, bytes: content };
  const from = first === '' ? Math.max(content.length - Number(last), 0) : Number(first);
  const to = first === '' || last === '' ? content.length - 1 : Math.min(Number(last), content.length - 1);
  if (from > to) return { status: 416, headers: { 'content-range': `bytes */${content.length}` } };
  const contentRange = `bytes ${from}-${to}/${content.length}`;
  return {
    status: 206,
    headers: { ...headers, 'content-range': contentRange },
    bytes: content.subarray(from, to + 1),
  };
}
