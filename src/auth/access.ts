import { SetMetadata } from '@nestjs/common';
import type { Scope } from './scopes.js';

/** What a route asks of its caller: a scope, or nothing. Closed by default: a route that says neither stops the start. */
export type Access = { scope: Scope } | { open: true };

export const ACCESS = 'postroom:access';

/** Only for callers whose key has this scope. */
export const RequireScope = (scope: Scope) => SetMetadata(ACCESS, { scope } satisfies Access);

/** For everybody: the route protects itself (a signature) or says nothing worth protecting. */
export const OpenToAll = () => SetMetadata(ACCESS, { open: true } satisfies Access);
