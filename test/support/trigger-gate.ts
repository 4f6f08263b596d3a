import pg from 'pg';
import { eventually } from './eventually.js';
import type { Service } from './service.js';

const WAITING = `pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * A point in the database where every statement waits while the gate is shut: a trigger requests an advisory lock that
 * the gate holds. No clock is involved, so a test can force an order of events that a busy service sees once a year.
 */
export class TriggerGate {
  private constructor(
    private readonly client: pg.Client,
    private readonly key: number,
  ) {}

  /**
   * @param key of the lock; each gate of a database needs its own
   * @param point when the trigger fires, such as `BEFORE INSERT ON messages FOR EACH ROW`
   */
  static async at(service: Service, key: number, point: string): Promise<TriggerGate> {
    const client = new pg.Client({ connectionString: service.databaseUrl });
    await client.connect();
    await client.query(
      `CREATE FUNCTION gate_${key}() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN PERFORM pg_advisory_xact_lock_shared(${key}); RETURN coalesce(NEW, OLD); END $$`,
    );
    await client.query(`CREATE TRIGGER gate_${key} ${point} EXECUTE FUNCTION gate_${key}()`);
    return new TriggerGate(client, key);
  }

  async shut(): Promise<void> {
    await this.client.query('SELECT pg_advisory_lock($1)', [this.key]);
  }

  async open(): Promise<void> {
    await this.client.query('SELECT pg_advisory_unlock_all()');
  }

  /** Resolves when this many statements wait here. */
  async reached(statements = 1): Promise<void> {
    await eventually(async () => ((await this.isReached(statements)) ? true : null));
  }

  /** Whether this many statements wait here now. */
  async isReached(statements = 1): Promise<boolean> {
    const { rowCount } = await this.client.query(`SELECT FROM ${WAITING}`, [this.key]);
    return (rowCount ?? 0) >= statements;
  }

  /** Terminates the sessions whose statements wait here. */
  async turnAway(): Promise<void> {
    await this.client.query(`SELECT pg_terminate_backend(pid) FROM ${WAITING}`, [this.key]);
    await eventually(async () => {
      const { rowCount } = await this.client.query(`SELECT FROM ${WAITING}`, [this.key]);
      return rowCount === 0 ? true : null;
    });
  }

  /** A statement for which the gate is always open. */
  async pass(sql: string, parameters: unknown[]): Promise<void> {
    await this.client.query(sql, parameters);
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}
