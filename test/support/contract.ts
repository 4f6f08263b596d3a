import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Answer } from './service.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- an OpenAPI document is JSON */

const DOCUMENT_ID = 'openapi';
const COMMITTED = resolve(__dirname, '../../openapi.json');

/** Answers that are not part of the API: the documentation page, its files, the document itself. */
const OUTSIDE = /^\/(docs|openapi\.json)/;

/** Checks a service's answers against the OpenAPI document. */
export class Contract {
  private static committed: Contract | undefined;

  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly routes: { path: string; pattern: RegExp; literal: number }[];

  private constructor(private readonly document: any) {
    formats.default(this.ajv);
    this.ajv.addFormat('base64', true);
    this.ajv.addSchema(closed(document), DOCUMENT_ID);
    this.routes = Object.keys(document.paths)
      .map((path) => ({
        path,
        pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
        literal: path.split('{').length,
      }))
      .sort((a, b) => a.literal - b.literal);
  }

  /**
   * Checks against the committed document, because serving one takes a service half a second. `client.spec.ts` compares
   * the two.
   */
  static ofCommitted(): Contract {
    return (Contract.committed ??= new Contract(JSON.parse(readFileSync(COMMITTED, 'utf8'))));
  }

  /** @throws Error naming what the document does not describe */
  check(method: string, target: string, answer: Answer): void {
    const path = target.split('?')[0]!;
    const { route, operation } = this.find(method, path);
    if (!operation) return this.checkNoOperation(method, path, answer);
    const where = `${method} ${route} → ${answer.status} ${answer.body?.type ?? ''}`;
    let at = ['paths', route!, method.toLowerCase(), 'responses', String(answer.status)];
    const response = operation.responses[answer.status];
    if (!response) throw new Error(`${where} is not in openapi.json: say so with @Refuses or a decorator`);
    if (response.$ref) at = response.$ref.slice(2).split('/');
    const described = response.$ref ? this.document.components.responses[at.at(-1)!] : response;
    this.checkHeaders(where, described, answer);
    if (!described.content) {
      if (answer.bytes.length > 0) throw new Error(`${where}: openapi.json says that there is no body`);
      return;
    }
    const type = (answer.headers.get('content-type') ?? '').split(';')[0]!;
    if (!(type in described.content)) throw new Error(`${where}: ${type} is not in openapi.json`);
    if (type.endsWith('json')) this.validate(where, [...at, 'content', type, 'schema'], answer.body);
  }

  /**
   * A request that was carried out must be described: a client generated from the document can send nothing else.
   *
   * @throws Error naming what the document does not describe
   */
  checkRequest(method: string, target: string, body: unknown, answer: Answer): void {
    if (answer.status >= 300) return;
    const [path, query] = target.split('?');
    const { route, operation } = this.find(method, path!);
    if (!operation) return;
    const where = `${method} ${route}`;
    const known = operation.parameters.map(({ name }: { name: string }) => name);
    for (const name of new URLSearchParams(query).keys()) {
      if (!known.includes(name))
        throw new Error(`${where} takes ${name}, of which openapi.json says nothing`);
    }
    const described = operation.requestBody?.content['application/json'];
    // `{}` counts as no body, because many clients send it with every POST
    if (body === undefined || (!described && Object.keys(body as object).length === 0)) return;
    if (!described) throw new Error(`${where} takes a body, of which openapi.json says nothing`);
    const at = ['paths', route!, method.toLowerCase(), 'requestBody', 'content', 'application/json'];
    this.validate(`the body that ${where} takes`, [...at, 'schema'], body);
  }

  /** Checks the headers that the document requires. */
  private checkHeaders(where: string, { headers = {} }: any, answer: Answer): void {
    for (const [name, header] of Object.entries<any>(headers)) {
      const described = header.$ref ? this.document.components.headers[name] : header;
      if (described.required && !answer.headers.has(name))
        throw new Error(`${where} has no ${name}, which openapi.json promises`);
    }
  }

  private find(method: string, path: string): { route: string | undefined; operation: any } {
    const route = this.routes.find(({ pattern }) => pattern.test(path))?.path;
    return { route, operation: route && this.document.paths[route][method.toLowerCase()] };
  }

  private checkNoOperation(method: string, path: string, answer: Answer): void {
    if (OUTSIDE.test(path) || method === 'HEAD' || method === 'OPTIONS') return;
    if (answer.status >= 200 && answer.status < 300)
      throw new Error(`${method} ${path} is not in openapi.json`);
  }

  private validate(where: string, at: string[], body: unknown): void {
    const pointer = at
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const ref = `${DOCUMENT_ID}#/${pointer}`;
    const validate = this.validators.get(ref) ?? this.ajv.compile({ $ref: ref });
    this.validators.set(ref, validate);
    if (validate(body)) return;
    throw new Error(`${where} is not as openapi.json says: ${this.ajv.errorsText(validate.errors)}`);
  }
}

/** Clients must tolerate new members, but our own tests must not find undocumented ones. */
function closed(document: any): any {
  const copy = structuredClone(document);
  for (const schema of Object.values<any>(copy.components.schemas)) {
    if (schema.properties !== undefined) schema.additionalProperties ??= false;
  }
  return copy;
}
