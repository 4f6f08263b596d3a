import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/* eslint-disable @typescript-eslint/no-explicit-any -- an OpenAPI document is JSON */

const contract: any = JSON.parse(readFileSync('openapi.json', 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addFormat('base64', true);
ajv.addFormat('binary', true);
ajv.addSchema(contract, 'openapi');

/** Every body that the document describes, with its path. */
const bodies: { at: string[]; body: any }[] = [];
for (const [path, operations] of Object.entries<any>(contract.paths)) {
  for (const [method, { requestBody = {}, responses }] of Object.entries<any>(operations)) {
    const own = ['paths', path, method];
    collect([...own, 'requestBody'], requestBody);
    for (const status of Object.keys(responses)) collect([...own, 'responses', status], responses[status]);
  }
}
for (const [name, response] of Object.entries(contract.components.responses)) {
  collect(['components', 'responses', name], response);
}

function collect(at: string[], { content = {} }: any): void {
  for (const [type, body] of Object.entries(content)) bodies.push({ at: [...at, 'content', type], body });
}

const resolved = (schema: any): any =>
  schema.$ref ? contract.components.schemas[schema.$ref.split('/').at(-1)] : schema;

const answers = bodies
  .filter(({ at }) => at[3] === 'responses' && at[4]!.startsWith('2') && at.at(-1) === 'application/json')
  .map(({ at, body }) => ({ call: `${at[2]} ${at[1]}`, schema: resolved(body.schema) }));

function errorsOf(at: string[], example: unknown): string | null {
  const pointer = at.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  const validate = ajv.compile({ $ref: `openapi#/${pointer.join('/')}/schema` });
  return validate(example) ? null : `${at.join(' ')}: ${ajv.errorsText(validate.errors)}`;
}

describe('openapi.json', () => {
  it('has an example for every JSON body, and every example matches its schema', () => {
    const examples = bodies.flatMap(({ at, body }) => {
      const many = Object.values<any>(body.examples ?? {}).map(({ value }) => value);
      return ['example' in body ? [body.example] : [], many].flat().map((example) => ({ at, example }));
    });
    const json = bodies.filter(({ at }) => at.at(-1)!.endsWith('json'));
    const shown = new Set(examples.map(({ at }) => at.join(' ')));
    expect(json.filter(({ at }) => !shown.has(at.join(' '))).map(({ at }) => at.join(' '))).toEqual([]);
    expect(examples.map(({ at, example }) => errorsOf(at, example)).filter(Boolean)).toEqual([]);
  });

  it('describes every answer; health and the answer to a provider are not resources', () => {
    const nameless = answers.filter(({ schema }) => !schema.required?.includes('object'));
    expect(nameless.map(({ call }) => call).sort()).toEqual([
      'get /health/live',
      'get /health/ready',
      'post /webhooks/{source}',
    ]);
  });

  it('limits the length of every list in a request, unless its entries are of a closed set', () => {
    const endless = Object.entries<any>(contract.components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries<any>(properties)
        .filter(([, { type, items, maxItems }]) => type === 'array' && !items.enum && maxItems === undefined)
        .map(([member]) => `${name}.${member}`),
    );
    const asked = new Set<string>();
    const collectAsked = (schema: any): void => {
      const name = schema.$ref?.split('/').at(-1);
      if (name !== undefined && asked.has(name)) return;
      if (name !== undefined) asked.add(name);
      const { properties = {}, items, allOf = [] } = resolved(schema);
      [...Object.values(properties), ...(items ? [items] : []), ...allOf].forEach(collectAsked);
    };
    bodies.filter(({ at }) => at[3] === 'requestBody').forEach(({ body }) => collectAsked(body.schema));
    expect(asked.size).toBeGreaterThan(20);
    expect(endless.filter((member) => asked.has(member.split('.')[0]!))).toEqual([]);
  });

  it('describes positions, days and seconds as integers', () => {
    const { RuleBody, NewMailbox, ChangeMailbox, RotateSecret } = contract.components.schemas;
    const whole = { type: 'integer', minimum: -1_000_000, maximum: 1_000_000 };
    for (const { properties } of [RuleBody, NewMailbox, ChangeMailbox]) {
      expect(properties.position).toMatchObject(whole);
    }
    expect(NewMailbox.properties.reopen_days).toMatchObject({ type: ['integer', 'null'], maximum: 3_650 });
    expect(RotateSecret.properties.overlap_seconds).toMatchObject({ type: 'integer', maximum: 604_800 });
  });

  it('describes closed sets as enums, even where they may be null', () => {
    const { Ticket, Webhook, Message } = contract.components.schemas;
    expect(Ticket.properties.status.enum).toEqual(['open', 'pending', 'solved', 'closed', 'spam']);
    expect(Webhook.properties.disabled_reason.enum).toEqual(['gone', 'failing', 'by_request', null]);
    expect(Message.properties.direction.enum).toEqual(['inbound', 'outbound', 'note']);
  });

  it('gives an ETag to the answers of everything that accepts If-Match', () => {
    const named = (response: any): string =>
      response?.content?.['application/json']?.schema?.$ref?.split('/').at(-1) ?? '';
    const operations = Object.entries<any>(contract.paths).flatMap(([path, item]) =>
      Object.entries<any>(item).map(([method, operation]) => ({ call: `${method} ${path}`, ...operation })),
    );
    const changed = operations
      .filter(({ call }) => /^(patch|put) /.test(call))
      .map(({ responses }) => named(responses['200']));
    expect(changed.length).toBeGreaterThan(5);
    const silent = operations.filter(({ responses }) =>
      ['200', '201'].some((status) => {
        const response = responses[status];
        return changed.includes(named(response)) && response.headers?.ETag === undefined;
      }),
    );
    expect(silent.map(({ call }) => call)).toEqual([]);
  });

  it('says where a created resource can be read, unless it cannot be read on its own', () => {
    const made = Object.entries<any>(contract.paths).filter(([, { post }]) => post?.responses['201']);
    const nowhere = made.filter(([, { post }]) => post.responses['201'].headers?.Location === undefined);
    expect(made.length).toBeGreaterThan(8);
    expect(nowhere.map(([path]) => path).sort()).toEqual(['/v1/api-keys', '/v1/contacts/{id}/addresses']);
  });

  it('offers no Idempotency-Key where one would be refused', () => {
    const { post } = contract.paths['/v1/suppressions/import'];
    expect(post.parameters).toEqual([]);
    expect(contract.paths['/v1/inbound'].post.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key' }),
    );
  });

  it('has one form of list', () => {
    const lists = answers.filter(({ schema }) => schema.properties.object?.enum?.[0] === 'list');
    expect(lists.length).toBeGreaterThan(10);
    for (const { schema } of lists) {
      expect(schema.required).toEqual(['object', 'data', 'has_more', 'next_cursor']);
    }
  });

  it('describes each of our ids as a UUID and each time as a date-time', () => {
    const answered = Object.entries<any>(contract.components.schemas).filter(
      ([, { properties }]) => properties?.object !== undefined,
    );
    const without = answered.flatMap(([name, { properties }]) =>
      Object.entries<any>(properties)
        .filter(([member, { format }]) => /(^|_)id$|_at$/.test(member) && format === undefined)
        .map(([member]) => `${name}.${member}`),
    );
    expect(without.sort()).toEqual([
      'AmbiguousReport.email_id',
      'Attachment.content_id',
      'AuditEntry.request_id',
      'Delivery.email_id',
      'Delivery.message_id',
      'Event.delivery_id',
      'Event.email_id',
      'EventWithPayload.delivery_id',
      'EventWithPayload.email_id',
      'Message.email_id',
      'Message.message_id',
      'WebhookDelivery.message_id',
    ]);
  });
});
