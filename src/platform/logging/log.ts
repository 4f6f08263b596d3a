import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** Ids, counts and codes. Never bodies, subjects, addresses, signatures, secrets or signed URLs. */
export type LogFields = Record<string, unknown>;

/** Members of errors that libraries fill with request data or credentials. */
const REDACTED = [
  'err.client',
  'err.config',
  'err.options',
  'err.request',
  'err.response',
  'err.parameters',
  'err.query',
  'err.detail',
  'err.where',
].flatMap((path) => [path, path.replace('err.', 'err.driverError.')]);

/** Structured log: one JSON object per line on standard output, the event's name in `msg`. */
export class Log {
  private readonly pino: Logger;

  constructor(level: string) {
    this.pino = pino({
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, remove: true },
    });
  }

  /** Somebody must act. */
  error(fields: LogFields, event: string): void {
    this.pino.error(fields, event);
  }

  /** Refused or degraded. */
  warn(fields: LogFields, event: string): void {
    this.pino.warn(fields, event);
  }

  info(fields: LogFields, event: string): void {
    this.pino.info(fields, event);
  }

  debug(fields: LogFields, event: string): void {
    this.pino.debug(fields, event);
  }
}

/**
 * Sources whose messages are logged elsewhere: retries of a connection (the database is away), and what stops the
 * start, which `main.ts` reports last.
 */
const TOLD_ELSEWHERE = new Set<unknown>(['TypeOrmModule', 'ExceptionHandler', 'NestApplication']);

/** Nest's own messages in our form. Its routine start-up lines are logged at debug level. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.target.debug(fields(rest), String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.target.warn(fields(rest), String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (TOLD_ELSEWHERE.has(fields(rest).from)) return this.target.debug(fields(rest), String(message));
    const err = message instanceof Error ? { err: message } : {};
    this.target.error({ ...fields(rest), ...err }, String(message));
  }
}

/** Nest passes the name of the logging class last. */
function fields(rest: unknown[]): LogFields {
  const context = rest.at(-1);
  return { from: typeof context === 'string' ? context : 'nest' };
}
