import { ValidateIf } from 'class-validator';

/**
 * The member may be absent but not null. class-validator's `IsOptional` passes null on to code that does not expect it.
 */
export const MayBeLeftOut = (): PropertyDecorator =>
  ValidateIf((_members: object, value: unknown) => value !== undefined);
