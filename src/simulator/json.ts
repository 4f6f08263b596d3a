import { ApiError } from './api-error.js';

/** A JSON object whose members have not been checked. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body as an object; an empty body is `{}`. Throws `bad_request` on anything else. */
export function readObject(body: Buffer): JsonObject {
  const value = readJson(body);
  if (!isObject(value)) throw new ApiError('bad_request', 'The body must be a JSON object.');
  return value;
}

/** The body as JSON; an empty body is `{}`. Throws `bad_request` if it is not JSON. */
export function readJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new ApiError('bad_request', `The body is not JSON: ${(cause as Error).message}`);
  }
}

/** A string member; undefined when absent or null. Throws `invalid_parameter` on another type. */
export function optionalText(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string')
    throw new ApiError('invalid_parameter', `The \`${name}\` field must be a string.`);
  return value;
}

/** A string member that must be there. Throws `missing_required_field`. */
export function requiredText(object: JsonObject, name: string): string {
  const value = optionalText(object, name);
  if (value === undefined) throw new ApiError('missing_required_field', `Missing \`${name}\` field.`);
  return value;
}

/** A member that is a string or a list of strings, as a list; empty when absent. */
export function textList(object: JsonObject, name: string): string[] {
  const value = object[name] ?? [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === 'string'))
    throw new ApiError('invalid_parameter', `The \`${name}\` field must be a string or a list of strings.`);
  return list;
}

/** A finite number member; undefined when absent or null. Throws `invalid_parameter` on another type. */
export function optionalNumber(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new ApiError('invalid_parameter', `The \`${name}\` field must be a number.`);
  return value;
}
