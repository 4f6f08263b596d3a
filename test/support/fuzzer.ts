/* eslint-disable @typescript-eslint/no-explicit-any -- an OpenAPI document is JSON */

export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  raw?: Buffer;
}

/** Texts that break careless code. */
const HOSTILE = [
  '',
  '\0',
  'a\0b',
  '\uD800',
  '\u202Eabc',
  '\r\nX-Injected: 1',
  "'; DROP TABLE tickets; --",
  '%00',
  '../../etc/passwd',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'x'.repeat(5000),
  '😀'.repeat(300),
  'ann@example.com',
  'ANN@EXAMPLE.COM.',
  '01939000-0000-7000-8000-00000000dead',
  '9999-99-99T99:99:99Z',
  '2026-11-21T12:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '0001-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '2026',
  '2026-W01',
  '2026-02-30',
  '2026-11-21',
  '1e309',
  '-1',
  'null',
  'all',
];
/** A path is percent-encoded UTF-8: it has no lone surrogates, and no segment is empty. */
const IN_PATH = HOSTILE.filter((text) => text !== '' && text !== '\uD800');
const VALUES: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  [],
  {},
  [[]],
  { a: { b: [1] } },
  ...HOSTILE,
];
/** Cursors that look like ours. */
const CURSORS = [
  ['', 'x'],
  ['', '01939000-0000-7000-8000-00000000dead'],
  ['2026-02-30T00:00:00.000Z', '01939000-0000-7000-8000-00000000dead'],
  ['2026-11-21', 'resend'],
  ['99999999999999999999', 'x'],
  ['1', '01939000-0000-7000-8000-00000000dead'],
  ['a\0b', '\uD800'],
  ['2026-11-21T00:00:00.000Z', 'a\0b'],
].map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url'));
const HEADERS: [string, string[]][] = [
  ['if-match', ['*', '"1"', 'W/"1"', '"x"', '1']],
  ['if-none-match', ['*', '"1"', ',,,']],
  ['prefer', ['return=minimal', 'return=representation', ';;']],
  ['idempotency-key', ['a', 'b b', 'x'.repeat(300)]],
  ['range', ['bytes=0-', 'bytes=5-1', 'bytes=-1', 'bytes=0-0,2-3', 'bytes=999999999999-']],
  ['content-type', ['application/json', 'text/csv', 'message/rfc822', 'text/plain', 'application/xml', ';']],
  ['accept', ['text/html', '*/*;q=x']],
  ['x-forwarded-for', ['not an address', '10.0.0.1']],
  ['cookie', ['a=b; __Host-x=1']],
];

/** Random requests from an OpenAPI document; the same seed gives the same requests. */
export class Fuzzer {
  private readonly operations: { method: string; path: string; operation: any }[];

  constructor(
    private readonly document: any,
    private state: number,
  ) {
    this.operations = Object.entries<any>(document.paths).flatMap(([path, item]) =>
      Object.entries<any>(item).map(([method, operation]) => ({ method, path, operation })),
    );
  }

  next(): FuzzRequest {
    const { method, path, operation } = this.pick(this.operations);
    const headers: Record<string, string> = {};
    for (const [name, values] of HEADERS) if (this.chance(0.05)) headers[name] = this.pick(values);
    const request: FuzzRequest = {
      method: this.chance(0.03)
        ? this.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'POST', 'OPTIONS'])
        : method.toUpperCase(),
      path: this.fillPath(path) + this.query(operation),
      headers,
    };
    if (request.method === 'GET' || request.method === 'OPTIONS') return request;
    return { ...request, ...this.bodyFor(operation) };
  }

  private fillPath(path: string): string {
    return path.replace(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(
        name === 'source'
          ? this.pick(['resend', 'selfmx', 'nobody', 'a\0b'])
          : this.chance(0.5)
            ? '01939000-0000-7000-8000-00000000dead'
            : this.pick(IN_PATH),
      ),
    );
  }

  private query(operation: any): string {
    const search = new URLSearchParams();
    for (const { name, in: place, schema } of operation.parameters ?? []) {
      if (place !== 'query' || !this.chance(0.4)) continue;
      search.append(name, name === 'cursor' ? this.pick(CURSORS) : String(this.value(schema, 0)));
    }
    if (this.chance(0.05))
      search.append(this.pick(['unknown', '__proto__', 'limit', 'cursor']), this.pick(HOSTILE));
    const text = search.toString();
    return text === '' ? '' : `?${text}`;
  }

  private bodyFor(operation: any): Pick<FuzzRequest, 'body' | 'raw'> {
    const content = Object.values<any>(operation.requestBody?.content ?? {})[0];
    if (this.chance(0.05))
      return { raw: Buffer.from(this.pick(['{', '[]', '"x"', '', '\xff\xfe', '{"a":1}{'])) };
    if (content?.schema === undefined) return this.chance(0.1) ? { body: this.pick(VALUES) } : {};
    if (content.schema.format === 'binary') return { raw: Buffer.from(this.pick(HOSTILE) + '\r\n\r\nbody') };
    return { body: this.value(content.schema, 0) };
  }

  /** Mostly valid for the schema, sometimes anything. */
  private value(schema: any, depth: number): unknown {
    if (schema === undefined || depth > 6 || this.chance(0.12)) return this.pick(VALUES);
    if (schema.$ref)
      return this.value(this.document.components.schemas[schema.$ref.split('/').at(-1)], depth + 1);
    const oneOf = schema.enum ?? null;
    if (oneOf) return this.pick(oneOf);
    const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (alternatives) return this.value(this.pick(alternatives), depth + 1);
    const type = Array.isArray(schema.type) ? this.pick(schema.type) : schema.type;
    if (type === 'object') return this.object(schema, depth);
    if (type === 'array')
      return Array.from({ length: this.int(4) }, () => this.value(schema.items, depth + 1));
    if (type === 'integer' || type === 'number') return this.pick([0, 1, 20, 100, 101, -1, 2 ** 31, 1.5]);
    if (type === 'boolean') return this.chance(0.5);
    return this.pick(HOSTILE);
  }

  private object(schema: any, depth: number): unknown {
    const made: Record<string, unknown> = {};
    for (const [name, member] of Object.entries<any>(schema.properties ?? {})) {
      if (this.chance(schema.required?.includes(name) ? 0.95 : 0.5))
        made[name] = this.value(member, depth + 1);
    }
    if (this.chance(0.05)) made[this.pick(HOSTILE)] = this.pick(VALUES);
    return made;
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.int(from.length)]!;
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private int(below: number): number {
    return Math.floor(this.random() * below);
  }

  /** mulberry32 */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}
