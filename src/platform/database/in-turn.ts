import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { prepared, type Sql } from './sql.js';

/**
 * Statements that look rows up by their keys have one good plan, which goes by the indexes; to make a new one each time takes
 * longer than to run it. One that is made while the tables are small would read all of them, and is kept while they grow.
 */
const BY_KEYS = Object.entries({
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off', // where a table must be read after all, it counts as so dear that PostgreSQL 17 would compile the plan
}).map(([setting, value]) => `set_config('${setting}', '${value}', true)`);

/** What is asked before work begins. */
interface Beginning {
  /** Of the locks, in any order, doubles too. */
  keys: readonly bigint[];
  /** Reads what the work must know. */
  knowing: Sql;
}

/**
 * A transaction that begins by taking advisory locks and by reading, in one round trip: whoever shares a key waits until it
 * ends, and then sees what it did.
 *
 * @param work is told the rows that were read
 */
export async function inTurn<Row, T>(
  database: DataSource,
  { keys, knowing }: Beginning,
  work: (tx: EntityManager, known: Row[]) => Promise<T>,
): Promise<T> {
  const runner = database.createQueryRunner();
  const client = (await runner.connect()) as pg.PoolClient;
  Object.assign(runner, { isTransactionActive: true }); // else TypeORM would begin and end one of its own within ours
  try {
    // sent together, and yet two statements: the second sees what was committed while the first one waited
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

/** All take them in the same order, so that no two wait for each other. */
function locksOn(keys: readonly bigint[]): string[] {
  const ordered = [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return ordered.map((key) => `pg_advisory_xact_lock(${key})`);
}
