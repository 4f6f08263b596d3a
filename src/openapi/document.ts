import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { leaveOutDefaults } from './defaults.js';
import { ANSWER_HEADERS } from './answer-headers.js';
import { addExamples } from './examples.js';
import { completeOperation } from './complete-operation.js';
import { completeRequests } from './complete-requests.js';
import { completeSchemas } from './complete-schemas.js';
import { PROBLEM_SCHEMA, ProblemAnswers } from './problem-answers.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const ABOUT = `Received mail as tickets, bounces and complaints as a suppression list.

Conventions (docs/api.md): JSON in snake_case, times in ISO 8601 UTC, lists with \`limit\` and \`cursor\`, refusals as
problem details, writes safe to repeat with \`Idempotency-Key\`.`;

/** The whole contract, read from the code. Needs only the application's modules: no database, nothing started. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Postroom')
    .setDescription(ABOUT)
    .setVersion('0.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key.' })
    .build();
  const operationIdFactory = (controller: string, method: string) =>
    `${controller.charAt(0).toLowerCase()}${controller.replace(/Controller$/, '').slice(1)}_${method}`;
  const document = SwaggerModule.createDocument(app, about, { operationIdFactory });
  leaveOutDefaults(document);
  completeSchemas(document.components?.schemas ?? {});
  completeRequests(document.components?.schemas ?? {});
  const answers = new ProblemAnswers();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      completeOperation(operation, { path, method }, answers);
      addExamples(operation, document.components?.schemas ?? {});
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA as never },
    responses: answers.responses,
    headers: ANSWER_HEADERS,
  };
  return withPlainNames(document);
}

/** `TicketView` is our name for a view; callers know it as a ticket. */
function withPlainNames(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document).replaceAll(
    /"(#\/components\/schemas\/)?(\w+)View"(?=[:},])/g,
    '"$1$2"',
  );
  return JSON.parse(text) as OpenAPIObject;
}
