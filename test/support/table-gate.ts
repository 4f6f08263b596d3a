import pg from 'pg';
import { eventually } from './eventually.js';
import type { Service } from './service.js';

const WAITING = `pg_locks WHERE locktype = 'relation' AND NOT granted
  AND pg_backend_pid() = ANY(pg_blocking_pids(pid))`;

/** A table that no statement can read while the gate is shut: for what a `TriggerGate` cannot hold up. */
export class TableGate {
  private constructor(private readonly client: pg.Client) {}

  static async shut(service: Service, table: string): Promise<TableGate> {
    const client = new pg.Client({ connectionString: service.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return new TableGate(client);
  }

  /** Resolves when at least that many statements wait here. */
  async reached(statements = 1): Promise<void> {
    await eventually(async () => {
      const { rowCount } = await this.client.query(`SELECT FROM ${WAITING}`);
      return (rowCount ?? 0) >= statements ? true : null;
    });
  }

  /** Cancels the statements that wait here, and keeps their connections. */
  async cancel(): Promise<void> {
    await this.client.query(`SELECT pg_cancel_backend(pid) FROM ${WAITING}`);
  }

  /** Runs these statements and commits them as the gate opens. */
  async passAndOpen(...statements: string[]): Promise<void> {
    for (const statement of statements) await this.client.query(statement);
    await this.client.query('COMMIT');
    await this.open();
  }

  /** Opens the gate for good. */
  async open(): Promise<void> {
    await this.client.end();
  }
}
