import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { VALIDATION_FAILED } from '../problem/common-problems.js';
import { type FieldError, Problem } from '../problem/problem.js';
import { findUnstorable } from './storable-text.js';

/** class-validator's names for the rules that all other rules of a member depend on. */
const TYPE_RULES = [
  'isArray',
  'isObject',
  'isString',
  'isInt',
  'isNumber',
  'isBoolean',
  'isTime',
  'isDateString',
];

/** Number of errors that are also described in words. */
const MAX_TOLD = 3;

/** Refuses text that cannot be stored, wherever it is, before the members are checked. */
class RequestPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isSent = metadata.type !== 'custom';
    const pointer = isSent ? findUnstorable(value, metadata.data ? `#/${metadata.data}` : '#') : null;
    if (pointer === null) return super.transform(value, metadata);
    throw notValid([{ pointer, detail: 'text must hold neither NUL nor half of a surrogate pair' }]);
  }
}

/** Validates every body, query and parameter against its DTO; unknown members are refused. */
export function validationPipe(): ValidationPipe {
  return new RequestPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) => notValid(fieldErrors(errors, '#')),
  });
}

function fieldErrors(errors: ValidationError[], parent: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = detailsOf(error).map((detail) => ({ pointer, detail }));
    return [...own, ...fieldErrors(error.children ?? [], pointer)];
  });
}

/** If a member is missing or has the wrong type, nothing else is reported about it. */
function detailsOf({ property, value, constraints = {} }: ValidationError): string[] {
  if ('whitelistValidation' in constraints) return [`${property} is not known here`];
  if (value === undefined && Object.keys(constraints).length > 0) return [`${property} is missing`];
  const ofType = TYPE_RULES.find((rule) => rule in constraints);
  return ofType === undefined ? Object.values(constraints) : [constraints[ofType]!];
}

/** For rules that no decorator can express: `member` is a pointer without its `#/`. */
export function invalid(member: string, detail: string): Problem {
  return notValid([{ pointer: `#/${member}`, detail }]);
}

/** @param errors at least one: all are listed, and the first are described in words */
export function notValid(errors: FieldError[]): Problem {
  const told = errors.slice(0, MAX_TOLD).map(inWords).join('; ');
  const more = errors.length > MAX_TOLD ? `; and ${errors.length - MAX_TOLD} more` : '';
  return new Problem(VALIDATION_FAILED, `${told}${more}.`, errors);
}

function inWords({ pointer, detail }: FieldError): string {
  const member = pointer.slice('#/'.length);
  const words = detail.replace(/\.$/, '');
  return member === '' || words.startsWith(member) ? words : `${member}: ${words}`;
}
