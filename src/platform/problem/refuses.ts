import { ApiExtension } from '@nestjs/swagger';
import type { ProblemType } from './problem.js';

/** Member of an OpenAPI operation that lists the codes of its own problems. */
export const PROBLEMS_EXTENSION = 'x-problems';

/**
 * Says which problems a route has beside those that every route of its kind has (keys, validation, limits): they become
 * its answers in the OpenAPI document, and an answer that is not declared fails the end-to-end tests.
 */
export const Refuses = (...types: ProblemType[]): MethodDecorator =>
  ApiExtension(
    PROBLEMS_EXTENSION,
    types.map(({ code }) => code),
  ) as MethodDecorator;
