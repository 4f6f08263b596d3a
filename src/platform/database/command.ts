import type pg from 'pg';

/** A statement that sends no rows back. Each connection prepares it once, under a name that no other has. */
export interface Prepared {
  name: string;
  text: string;
}

/** As the server reads them: text, bytes of the type's binary form, or NULL. */
type Values = (string | Buffer | null)[];

/** @returns how many rows it wrote */
export function runCommand(pool: pg.Pool, statement: Prepared, values: Values): Promise<number> {
  // its type is that of a client's `query`; a pool's resolves with what the command hands to the callback
  return pool.query(new Command(statement, values)) as unknown as Promise<number>;
}

/** What each connection has prepared. A failure takes the connection out of the pool, and its statements with it. */
const preparedOn = new WeakMap<pg.Connection, Set<string>>();

/**
 * What node-postgres does for a query, without what only rows need: the server describes no result and the driver makes
 * none, which for an insert of one row is a quarter of the driver's time and a tenth of the server's. A client runs
 * whatever has these methods (`lib/client.js` of pg); pg-cursor is made in the same way.
 */
class Command implements pg.Submittable {
  /** The client sets it. */
  callback: (error: Error | null, rows?: number) => void;
  private rows = 0;

  constructor(
    private readonly statement: Prepared,
    private readonly values: Values,
  ) {}

  /** All of it in one write, and at its end the Sync that makes the server answer and, after an error, go on. */
  submit(connection: pg.Connection): void {
    const { stream } = connection;
    stream.cork();
    try {
      this.prepareOnce(connection);
      connection.bind({ statement: this.statement.name, values: this.values }, true);
      connection.execute(null, true);
      connection.sync();
    } finally {
      stream.uncork();
    }
  }

  private prepareOnce(connection: pg.Connection): void {
    const prepared = preparedOn.get(connection) ?? new Set();
    if (prepared.has(this.statement.name)) return;
    connection.parse({ ...this.statement, types: [] }, true);
    preparedOn.set(connection, prepared.add(this.statement.name));
  }

  /** @param complete.text the command tag, such as `INSERT 0 1`: the count is its last word */
  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(text.slice(text.lastIndexOf(' ') + 1));
  }

  handleReadyForQuery(): void {
    this.callback(null, this.rows);
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}
