import type { OpenAPIObject } from '@nestjs/swagger';
import type { Schema, Schemas } from './examples.js';

interface Operation {
  parameters?: { required?: boolean; schema?: Schema }[];
}

/** A member with a default may be left out: a DTO's member with an initial value is not required of the caller. */
export function leaveOutDefaults(document: OpenAPIObject): void {
  for (const schema of Object.values((document.components?.schemas ?? {}) as Schemas)) {
    const hasDefault = (name: string) => schema.properties?.[name]?.default !== undefined;
    if (schema.required !== undefined) schema.required = schema.required.filter((name) => !hasDefault(name));
  }
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item) as Operation[]);
  for (const parameter of operations.flatMap(({ parameters }) => parameters ?? [])) {
    if (parameter.schema?.default !== undefined) parameter.required = false;
  }
}
