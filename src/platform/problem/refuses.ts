import { ApiExtension } from '@nestjs/swagger';
import type { ProblemType } from './problem.js';

/** Member of an OpenAPI operation that lists the codes of its own problems. */
export const PROBLEMS_EXTENSION = 'x-problems';

/**
 * Declares which problems a route has besides those that every route of its kind has (keys, validation, limits). They
 * become its answers in the OpenAPI document, and an undeclared answer fails the end-to-end tests.
 */
export const Refuses = (...types: ProblemType[]): MethodDecorator =>
  ApiExtension(
    PROBLEMS_EXTENSION,
    types.map(({ code }) => code),
  ) as MethodDecorator;
