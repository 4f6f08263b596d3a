import { getMetadataStorage } from 'class-validator';
import type { Schema, Schemas } from './examples.js';

type Validated = new () => object;

/** What a class-validator rule, by its name, says about a member: bounds that the plugin of @nestjs/swagger omits. */
const SAYING: Record<string, (bound: number) => Partial<Schema>> = {
  isInt: () => ({ type: 'integer' }),
  min: (minimum) => ({ minimum }),
  max: (maximum) => ({ maximum }),
  arrayMaxSize: (maxItems) => ({ maxItems }),
};

/** Adds the rules that validate our requests to their schemas, so that the contract and the refusals agree. */
export function completeRequests(schemas: Schemas): void {
  for (const validated of validatedClasses()) {
    const { properties = {} } = schemas[validated.name] ?? {};
    for (const { propertyName, name = '', constraints = [] } of rulesOf(validated)) {
      const schema = properties[propertyName];
      const said = SAYING[name]?.(constraints[0] as number);
      if (schema !== undefined && said !== undefined) add(schema, said);
    }
  }
}

/** A nullable member stays nullable. */
function add(schema: Schema, { type, ...bounds }: Partial<Schema>): void {
  Object.assign(schema, bounds);
  if (type !== undefined) schema.type = Array.isArray(schema.type) ? [type as string, 'null'] : type;
}

/** Every class with a rule of its own. class-validator has no public way to list them. */
function validatedClasses(): Validated[] {
  const storage = getMetadataStorage() as unknown as { validationMetadatas: Map<Validated, unknown> };
  return [...storage.validationMetadatas.keys()];
}

/** Its own rules and those it inherits. */
const rulesOf = (validated: Validated) =>
  getMetadataStorage().getTargetValidationMetadatas(validated, '', false, false);
