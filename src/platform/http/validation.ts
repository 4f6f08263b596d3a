import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { VALIDATION_FAILED } from '../problem/common-problems.js';
import { type FieldError, Problem } from '../problem/problem.js';
import { findUnstorable } from './storable-text.js';

/** Refuses text that cannot be stored, wherever it comes, before the members are looked at. */
class RequestPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isSent = metadata.type !== 'custom';
    const pointer = isSent ? findUnstorable(value, metadata.data ? `#/${metadata.data}` : '#') : null;
    if (pointer === null) return super.transform(value, metadata);
    throw new Problem(VALIDATION_FAILED, 'One or more members are not valid.', [
      { pointer, detail: 'text must hold neither NUL nor half of a surrogate pair' },
    ]);
  }
}

/** Validates every body, query and parameter against its DTO; unknown members are refused. */
export function validationPipe(): ValidationPipe {
  return new RequestPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) =>
      new Problem(VALIDATION_FAILED, 'One or more members are not valid.', fieldErrors(errors, '#')),
  });
}

function fieldErrors(errors: ValidationError[], parent: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = detailsOf(error).map((detail) => ({ pointer, detail }));
    return [...own, ...fieldErrors(error.children ?? [], pointer)];
  });
}

/** Of a member that is not there, that is all there is to say. */
function detailsOf({ property, value, constraints = {} }: ValidationError): string[] {
  if ('whitelistValidation' in constraints) return [`${property} is not known here`];
  if (value === undefined && Object.keys(constraints).length > 0) return [`${property} is missing`];
  return Object.values(constraints);
}

/** For rules that no decorator can express. */
export function invalid(member: string, detail: string): Problem {
  return new Problem(VALIDATION_FAILED, 'One or more members are not valid.', [
    { pointer: `#/${member}`, detail },
  ]);
}
