import type { OpenAPIObject } from '@nestjs/swagger';

/* eslint-disable @typescript-eslint/no-explicit-any -- a JSON schema is JSON */

/** What has a default may be left out: a DTO's member with an initial value is no duty of the caller. */
export function leaveOutDefaults(document: OpenAPIObject): void {
  for (const schema of Object.values<any>(document.components?.schemas ?? {})) {
    const hasDefault = (name: string) => schema.properties?.[name]?.default !== undefined;
    schema.required = schema.required?.filter((name: string) => !hasDefault(name));
  }
  const operations = Object.values<any>(document.paths).flatMap((item) => Object.values<any>(item));
  for (const parameter of operations.flatMap(({ parameters }) => parameters ?? [])) {
    if (parameter.schema?.default !== undefined) parameter.required = false;
  }
}
