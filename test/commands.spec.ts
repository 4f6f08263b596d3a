import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { runCommand } from '../src/platform/database/command.js';
import { isDatabaseUnavailable } from '../src/platform/database/database-errors.js';
import { SteadyClient } from '../src/platform/database/steady-client.js';
import { createDatabase } from './support/databases.js';
import { eventually } from './support/eventually.js';

const ADD = {
  name: 'add',
  text: 'INSERT INTO things VALUES ($1, $2, $3), ($1, $2, $3) ON CONFLICT (name) DO NOTHING',
};
const MUST_ADD = { name: 'must add', text: 'INSERT INTO things VALUES ($1)' };

let url: string;
/** One connection, so that the next command meets whatever one has left on it. */
let pool: pg.Pool;
let other: pg.Client;
beforeAll(async () => {
  url = await createDatabase();
  pool = new pg.Pool({ connectionString: url, max: 1, Client: SteadyClient });
  pool.on('error', () => undefined);
  other = new SteadyClient(url);
  await other.connect();
  await other.query('CREATE TABLE things (name text PRIMARY KEY, note text, bytes bytea)');
});
afterAll(async () => {
  await pool?.end();
  await other?.end();
});
beforeEach(() => other.query('TRUNCATE things'));

const stored = async () => (await other.query('SELECT * FROM things')).rows as unknown[];

describe('a SQL command', () => {
  it('says how many rows it wrote', async () => {
    expect(await runCommand(pool, ADD, ['a', null, null])).toBe(1);
    expect(await runCommand(pool, ADD, ['a', null, null])).toBe(0);
    await other.query("INSERT INTO things SELECT 'n' || n FROM generate_series(1, 12) AS n");
    expect(await runCommand(pool, { name: 'empty', text: 'DELETE FROM things' }, [])).toBe(13);
  });

  it('writes text, bytes and NULL unchanged', async () => {
    const bytes = Buffer.from([0, 1, 0xff, 0x5c]);
    await runCommand(pool, ADD, ["ö'\\\n", null, bytes]);
    expect(await stored()).toEqual([{ name: "ö'\\\n", note: null, bytes }]);
  });

  it('is prepared once per connection', async () => {
    const statement = { ...ADD, name: 'add, counted' };
    for (const name of ['a', 'b', 'c']) await runCommand(pool, statement, [name, null, null]);
    const { rows } = await pool.query(
      `SELECT (generic_plans + custom_plans)::int AS runs FROM pg_prepared_statements WHERE name = $1`,
      [statement.name],
    );
    expect(rows).toEqual([{ runs: 3 }]);
  });

  it('that the server refuses leaves the pool usable', async () => {
    await runCommand(pool, MUST_ADD, ['a']);
    await expect(runCommand(pool, MUST_ADD, ['a'])).rejects.toMatchObject({ code: '23505' });
    await expect(runCommand(pool, { name: 'wrong', text: 'DELETE FROM nothing' }, [])).rejects.toMatchObject({
      code: '42P01',
    });
    expect(await runCommand(pool, MUST_ADD, ['b'])).toBe(1);
  });

  it('whose connection is cut fails as temporary, and the next one has a new connection', async () => {
    await other.query('BEGIN');
    await other.query('LOCK TABLE things');
    const cut = runCommand(pool, MUST_ADD, ['a']).then(
      () => null,
      (error: unknown) => error,
    );
    await eventually(async () => {
      const { rowCount } = await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rowCount === 1 || null;
    });
    expect(isDatabaseUnavailable(await cut)).toBe(true);
    await other.query('ROLLBACK');
    expect(await runCommand(pool, MUST_ADD, ['a'])).toBe(1);
  });
});
