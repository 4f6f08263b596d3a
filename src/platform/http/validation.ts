import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { VALIDATION_FAILED } from '../problem/common-problems.js';
import { type FieldError, Problem } from '../problem/problem.js';

/** Validates every body, query and parameter against its DTO; unknown members are refused. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
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
    const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
    return [...own, ...fieldErrors(error.children ?? [], pointer)];
  });
}

/** For rules that no decorator can express. */
export function invalid(member: string, detail: string): Problem {
  return new Problem(VALIDATION_FAILED, 'One or more members are not valid.', [
    { pointer: `#/${member}`, detail },
  ]);
}
