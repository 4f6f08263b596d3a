import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { CalledBy } from './api-keys.js';

/** Parameter of a scoped route: the caller as timelines and histories name it; `key:admin` for the bootstrap key. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { caller } = context.switchToHttp().getRequest<CalledBy>();
  return `key:${caller.keyId}`;
});
