import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { openApiDocument } from './document.js';

/**
 * Serves the OpenAPI document at `/openapi.json` and a page to try it at `/docs`. It is made when somebody first asks for
 * it: most processes never do, and it takes half a second and some megabytes.
 */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'openapi.json' });
}
