import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { openApiDocument } from './document.js';

/**
 * Serves the OpenAPI document at `/openapi.json` and a page to try it at `/docs`. The document is made when somebody
 * first asks for it: most processes never do, and it takes half a second and some megabytes. Its bytes are then kept.
 */
export function serveOpenApi(app: NestFastifyApplication): void {
  const document = once(() => openApiDocument(app));
  const file = once(() => toFile(document()));
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => {
      const { bytes, etag } = file();
      void reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('etag', etag)
        .send(bytes);
    });
  SwaggerModule.setup('docs', app, document, { raw: false });
}

function toFile(document: OpenAPIObject): { bytes: Buffer; etag: string } {
  const bytes = Buffer.from(JSON.stringify(document));
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
