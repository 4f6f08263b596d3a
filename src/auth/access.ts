import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Scope } from './scopes.js';

/** What a route requires of its caller: a scope, or nothing. A route that declares neither stops the start. */
export type Access = { scope: Scope } | { open: true };

export const ACCESS = 'postroom:access';

/** Member of an OpenAPI operation that names the scope it needs. */
export const SCOPE_EXTENSION = 'x-scope';

/** Only for callers whose key has this scope. */
export const RequireScope = (scope: Scope) =>
  applyDecorators(SetMetadata(ACCESS, { scope } satisfies Access), ApiExtension(SCOPE_EXTENSION, scope));

/** A question, whatever its HTTP method: it needs only a reading scope. */
export const isQuestion = (access: Access | undefined): boolean =>
  access !== undefined && 'scope' in access && access.scope.endsWith(':read');

/** For everybody: the route protects itself (a signature) or returns nothing worth protecting. */
export const OpenToAll = () => SetMetadata(ACCESS, { open: true } satisfies Access);
