import { tellUnreachable } from '../platform/database/connection-error.js';
import { isDatabaseUnavailable } from '../platform/database/database-errors.js';
import { EmbeddedPostgresError } from '../platform/database/embedded/embedded-postgres-error.js';

/** Why a command cannot do its work, and what helps, for whoever called it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Ends a failed command with status 1, without a stack trace if the reason is known. */
export function giveUp(error: unknown): never {
  console.error(tell(error) ?? error);
  process.exit(1);
}

function tell(error: unknown): string | null {
  if (error instanceof CommandError || error instanceof EmbeddedPostgresError) return error.message;
  if (isDatabaseUnavailable(error))
    return `The database: ${tellUnreachable(error)} Check DATABASE_URL, and that the server runs.`;
  const { message, path } = error as NodeJS.ErrnoException;
  return path === undefined ? null : `${message}. Run the command as the account of the service.`;
}
