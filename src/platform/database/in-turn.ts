import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { prepared, type Sql } from './sql.js';

/**
 * Statements that look up rows by key have one good plan, by the indexes, and planning anew each time takes longer than
 * running it. A plan made while the tables are small would read whole tables, and is kept while they grow.
 */
const BY_KEYS = Object.entries({
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off', // a table that must be read anyway counts as so expensive that PostgreSQL 17 would compile the plan
}).map(([setting, value]) => `set_config('${setting}', '${value}', true)`);

/** What a transaction does before the work begins. */
interface Beginning {
  /** Keys of the locks, in any order, duplicates allowed. */
  keys: readonly bigint[];
  /** Reads the rows that the work needs. */
  knowing: Sql;
}

/**
 * A transaction that begins by taking advisory locks and reading rows, in one round trip. Others with a shared key wait
 * until it ends, and then see what it did.
 *
 * @param work receives the rows that were read
 */
export async function inTurn<Row, T>(
  database: DataSource,
  { keys, knowing }: Beginning,
  work: (tx: EntityManager, known: Row[]) => Promise<T>,
): Promise<T> {
  const runner = database.createQueryRunner();
  const client = (await runner.connect()) as pg.PoolClient;
  Object.assign(runner, { isTransactionActive: true }); // else TypeORM would begin and end its own within ours
  try {
    // sent together, but two statements: the second sees what was committed while the first waited
    const [, { rows }] = await Promise.all([
      client.query(`START TRANSACTION; SELECT ${[...BY_KEYS, ...locksOn(keys)].join(', ')}`),
      client.query<Row & pg.QueryResultRow>(prepared(knowing)),
    ]);
    const result = await work(runner.manager, rows);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // the connection is gone, and the transaction with it
    throw error;
  } finally {
    await runner.release();
  }
}

/** Everybody takes the locks in the same order, so that no two wait for each other. */
function locksOn(keys: readonly bigint[]): string[] {
  const ordered = [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return ordered.map((key) => `pg_advisory_xact_lock(${key})`);
}
