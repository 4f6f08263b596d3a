import type { JsonObject } from '../json.js';

/** Calls a simulator's control face; throws unless the answer is 2xx. */
export async function control(
  url: string,
  method: string,
  path: string,
  body?: JsonObject | string,
): Promise<JsonObject> {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const response = await fetch(`${url}/_sim${path}`, { method, body: text });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${method} /_sim${path} answered ${response.status}: ${answer}`);
  return JSON.parse(answer) as JsonObject;
}
