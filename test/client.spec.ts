import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { plainMail } from './support/mails.js';
import { ADMIN_KEY, Service } from './support/service.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- an OpenAPI document is JSON */

const ROOT = resolve(__dirname, '..');
const run = promisify(execFile);

/**
 * What a customer would write with the generated types; it compiles only if the types describe what the program uses.
 */
const PROGRAM = `
import createClient from 'openapi-fetch';
import type { paths } from './postroom.js';

const [, , baseUrl, key] = process.argv as [string, string, string, string];
const postroom = createClient<paths>({ baseUrl, headers: { authorization: 'Bearer ' + key } });

const { data: tickets } = await postroom.GET('/v1/tickets', { params: { query: { status: ['open'], limit: 10 } } });
const ticket = tickets!.data[0]!;
const { data: waiting } = await postroom.GET('/v1/tickets', { params: { query: { status: ['open', 'pending'] } } });
const path = { id: ticket.id };
const { data: changed } = await postroom.PATCH('/v1/tickets/{id}', { params: { path }, body: { priority: 'high', tags: ['parcel'] } });
const { data: messages } = await postroom.GET('/v1/tickets/{id}/messages', { params: { path } });
const text: string = messages!.data[0]!.reply_text;
const { data: checked } = await postroom.POST('/v1/suppressions/check', { body: { addresses: ['ann@customer.example'] } });
const { data: stats } = await postroom.GET('/v1/stats', { params: { query: { limit: 1 } } });
const median: number | null = stats!.data[0]!.first_response.median_seconds;
const { error, response } = await postroom.GET('/v1/tickets/{id}', { params: { path: { id: '01939000-0000-7000-8000-00000000dead' } } });

// @ts-expect-error: no such status
await postroom.GET('/v1/tickets', { params: { query: { status: ['lost'] } } });
// @ts-expect-error: a priority is no number
await postroom.PATCH('/v1/tickets/{id}', { params: { path }, body: { priority: 1 } });

console.log(JSON.stringify({
  priority: changed!.priority, tags: changed!.tags, text, checked: checked!.data.length, median,
  waiting: waiting!.data.length, problem: error!.type, status: response.status,
}));
`;

let service: Service;
let folder: string;
let document: any;
beforeAll(async () => {
  service = await Service.start();
  folder = await mkdtemp(join(ROOT, 'dist', 'client-'));
  document = await service.get('/openapi.json');
});
afterAll(async () => {
  await service?.stop();
  await rm(folder, { recursive: true, force: true });
});

const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);

describe('openapi.json', () => {
  it('gives a typed client that compiles and works', async () => {
    await service.handIn(plainMail({ body: 'Where is it?' }));
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(document));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(join(folder, 'program.ts'), PROGRAM);
    const generated = ['-o', join(folder, 'postroom.ts'), '--default-non-nullable=false'];
    await run(bin('openapi-typescript'), [join(folder, 'openapi.json'), ...generated]);
    const strict = ['--strict', '--noUncheckedIndexedAccess', '--module', 'nodenext', '--target', 'es2023'];
    const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules', '@types')];
    const program = join(folder, 'program.ts');
    const compiled = await run(bin('tsc'), [
      '--ignoreConfig',
      ...strict,
      ...types,
      '--outDir',
      folder,
      program,
    ]).catch(({ stdout }: { stdout: string }) => ({ stdout }));
    expect(compiled.stdout).toBe('');
    const { stdout } = await run(process.execPath, [join(folder, 'program.js'), service.url, ADMIN_KEY]);
    expect(JSON.parse(stdout)).toEqual({
      priority: 'high',
      tags: ['parcel'],
      text: 'Where is it?',
      checked: 1,
      median: null,
      waiting: 1,
      problem: '/problems/ticket-not-found',
      status: 404,
    });
  }, 300_000); // two compilers on a possibly busy machine

  it('has a valid example for every JSON body', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addFormat('base64', true);
    ajv.addSchema(document, 'openapi');
    const faults: string[] = [];
    let examples = 0;
    const judge = (where: string[]) => {
      const body = where.reduce((at, step) => at[step], document);
      const pointer = where.map((step) =>
        encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
      );
      const validate = ajv.compile({ $ref: `openapi#/${pointer.join('/')}/schema` });
      examples += 1;
      if (!validate(body.example)) faults.push(`${where.join(' ')}: ${ajv.errorsText(validate.errors)}`);
    };
    for (const [path, item] of Object.entries<any>(document.paths)) {
      for (const [method, operation] of Object.entries<any>(item)) {
        const at = ['paths', path, method];
        const json = ['content', 'application/json'];
        if (operation.requestBody?.content['application/json']) judge([...at, 'requestBody', ...json]);
        for (const [status, response] of Object.entries<any>(operation.responses)) {
          const isJson = status.startsWith('2') && response.content?.['application/json'];
          if (isJson) judge([...at, 'responses', status, ...json]);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(examples).toBeGreaterThan(80);
  });

  it('is the file in the repository', async () => {
    expect(document).toEqual(JSON.parse(await readFile(join(ROOT, 'openapi.json'), 'utf8')));
  });
});
