import { ValidateIf } from 'class-validator';

/** The member may be absent, but not null: `IsOptional` of class-validator lets null through to code that expects none. */
export const MayBeLeftOut = (): PropertyDecorator =>
  ValidateIf((_members: object, value: unknown) => value !== undefined);
