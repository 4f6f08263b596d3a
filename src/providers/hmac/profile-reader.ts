import { type JsonObject, readObject } from '../json.js';

/** Reads a file written by a person: strictly, collecting every problem instead of stopping at the first. */
export class ProfileReader {
  /** `<JSON pointer> <what is wrong>`. */
  readonly problems: string[] = [];

  problem(at: string, what: string): void {
    this.problems.push(`${at === '' ? '/' : at} ${what}`);
  }

  /** @param members  the allowed members; null for any */
  object(value: unknown, at: string, members: readonly string[] | null): JsonObject {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      this.problem(at, 'must be an object');
    const object = readObject(value);
    for (const name of Object.keys(object)) {
      if (members !== null && !members.includes(name))
        this.problem(`${at}/${name}`, 'is no member of a profile');
    }
    return object;
  }

  list(value: unknown, at: string): unknown[] {
    if (Array.isArray(value)) return value;
    this.problem(at, 'must be a list');
    return [];
  }

  text(value: unknown, at: string, pattern: RegExp): string | null {
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.problem(at, value === undefined ? 'is missing' : `must be text like ${String(pattern)}`);
    return null;
  }

  integer(value: unknown, at: string, least: number, most: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    this.problem(at, `must be a whole number from ${least} to ${most}`);
    return least;
  }

  oneOf<T extends string>(value: unknown, at: string, allowed: readonly [T, ...T[]]): T {
    const found = allowed.find((item) => item === value);
    if (found === undefined) this.problem(at, `must be one of ${allowed.join(', ')}`);
    return found ?? allowed[0];
  }
}
