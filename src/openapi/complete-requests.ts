import { getMetadataStorage } from 'class-validator';
import type { Schema, Schemas } from './examples.js';

type Validated = new () => object;

/** What a rule of class-validator, by its name, says of a member: bounds that the plugin of @nestjs/swagger does not read. */
const SAYING: Record<string, (bound: number) => Partial<Schema>> = {
  isInt: () => ({ type: 'integer' }),
  min: (minimum) => ({ minimum }),
  max: (maximum) => ({ maximum }),
  arrayMaxSize: (maxItems) => ({ maxItems }),
};

/** Says of our requests what they are validated by, so that the contract and the refusals are one. */
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

/** What may be null stays so. */
function add(schema: Schema, { type, ...bounds }: Partial<Schema>): void {
  Object.assign(schema, bounds);
  if (type !== undefined) schema.type = Array.isArray(schema.type) ? [type as string, 'null'] : type;
}

/** Every class that has a rule of its own. class-validator has no public way to ask for them. */
function validatedClasses(): Validated[] {
  const storage = getMetadataStorage() as unknown as { validationMetadatas: Map<Validated, unknown> };
  return [...storage.validationMetadatas.keys()];
}

/** Its own and those that it inherits. */
const rulesOf = (validated: Validated) =>
  getMetadataStorage().getTargetValidationMetadatas(validated, '', false, false);
