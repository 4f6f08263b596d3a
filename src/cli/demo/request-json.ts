/**
 * Sends a request and reads the JSON of its answer; any status but 2xx is an error that quotes the answer. Each request
 * has its own connection: the server may close a kept one just as the next request is written to it.
 */
export async function requestJson<T>(
  method: string,
  url: string,
  body?: string | Buffer,
  headers: Record<string, string> = {},
): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: {
      connection: 'close',
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as T;
}
