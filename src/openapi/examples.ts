/** The parts of a JSON schema that we read. */
export interface Schema {
  $ref?: string;
  description?: string;
  example?: unknown;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  type?: string | string[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
}

export type Schemas = Record<string, Schema>;

interface Body {
  content?: Record<string, { schema?: Schema; example?: unknown }>;
}

/** Texts by member name, where a type says too little. */
const BY_NAME: [RegExp, string][] = [
  [/(^|_)id$/, '01939000-0000-7000-8000-00000000c0de'],
  [/_at$|^at$|^since$|^until$|^proven_until$|^covered_from$/, '2026-11-21T12:00:00.000Z'],
  [/^day$/, '2026-11-21'],
  [/address|recipient|requester|contact|email/, 'ann@customer.example'],
  [/^url$/, 'https://shop.example.com/hooks'],
  [/pattern/, 'support@in.example.com'],
  [/sha256/, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [/filename/, 'invoice.pdf'],
  [/content_type/, 'application/pdf'],
  [/subject/, 'Where is my parcel?'],
  [/text/, 'It was sent a week ago.'],
  [/^name$/, 'Ann Lee'],
];

const MAX_DEPTH = 6;

/** An example that a schema allows; always the same one. */
export function exampleOf(schema: Schema, schemas: Schemas, name = '', depth = 0): unknown {
  if (schema.$ref) return exampleOf(schemas[schema.$ref.split('/').at(-1)!]!, schemas, name, depth);
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, schemas, name, depth)));
  const one = schema.oneOf ?? schema.anyOf;
  if (one) return exampleOf(one.find((part) => part.type !== 'null') ?? one[0]!, schemas, name, depth);
  return ofType(schema, schemas, name, depth);
}

function ofType(schema: Schema, schemas: Schemas, name: string, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  switch (type) {
    case 'object':
      return objectOf(schema, schemas, depth);
    case 'array':
      return depth > MAX_DEPTH || !schema.items ? [] : [exampleOf(schema.items, schemas, name, depth + 1)];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'string':
      return textOf(schema, name);
    default:
      return null;
  }
}

function objectOf({ properties }: Schema, schemas: Schemas, depth: number): unknown {
  if (depth > MAX_DEPTH) return {};
  const members = Object.entries(properties ?? {});
  return Object.fromEntries(
    members.map(([name, member]) => [name, exampleOf(member, schemas, name, depth + 1)]),
  );
}

/** The first value of a closed set in a docstring: `open | pending`. */
const FIRST_LISTED = /^`([\w.]+)(?: \| [\w.]+)*`/;

function textOf(
  { description = '', format, minLength = 0, maxLength = Infinity }: Schema,
  name: string,
): string {
  const listed = FIRST_LISTED.exec(description)?.[1];
  if (listed !== undefined) return listed;
  if (format === 'uuid') return BY_NAME[0]![1];
  if (format === 'date-time') return BY_NAME[1]![1];
  if (format === 'date') return BY_NAME[2]![1];
  const text = BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
  return text.padEnd(minLength, '.').slice(0, maxLength);
}

/** Gives every JSON body of an operation, request or answer, an example. */
export function addExamples(operation: { requestBody?: unknown; responses: object }, schemas: Schemas): void {
  const answers = Object.values(operation.responses) as Body[];
  for (const body of [operation.requestBody as Body | undefined, ...answers]) {
    const json = body?.content?.['application/json'];
    if (json?.schema !== undefined) json.example ??= exampleOf(json.schema, schemas);
  }
}
