import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { inTurn } from '../src/platform/database/in-turn.js';
import { forgettable, needed, run, runTogether, sql, writeTogether } from '../src/platform/database/sql.js';
import { createDatabase } from './support/databases.js';

/** Two that share a key take turns. */
const TURN = { keys: [7n], knowing: sql`SELECT count(*)::int AS boxes FROM boxes` };

let database: DataSource;
beforeAll(async () => {
  const extra = { options: '-c synchronous_commit=on', pipeline: true, lock_timeout: 2_000 };
  database = await new DataSource({ type: 'postgres', url: await createDatabase(), extra }).initialize();
  await database.query('CREATE TABLE boxes (id int PRIMARY KEY, count int NOT NULL DEFAULT 0)');
  await database.query('CREATE TABLE things (box int REFERENCES boxes, name text)');
  await database.query('CREATE TABLE sayings (id serial, what text)');
  await database.query('CREATE TABLE sayings_told (id serial, what text)');
  await database.query(`
    CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO sayings_told (what) VALUES (NEW.what); RETURN NULL; END $$`);
  await database.query(
    'CREATE TRIGGER told AFTER INSERT OR UPDATE ON sayings FOR EACH ROW EXECUTE FUNCTION tell()',
  );
});
afterAll(() => database?.destroy());
beforeEach(() => database.query('TRUNCATE boxes, things'));

const box = (id: number) => sql`INSERT INTO boxes (id) VALUES (${id})`;
const thing = (boxId: number, name: string) =>
  sql`INSERT INTO things VALUES (${boxId}, ${name}) RETURNING name`;
const names = async () =>
  (await run<{ name: string }>(database, sql`SELECT name FROM things`)).map(({ name }) => name);

describe('SQL made of parts', () => {
  it('numbers its values across all parts', async () => {
    const inner = sql`SELECT ${'b'}::text || ${'c'}::text`;
    const asked = sql`SELECT ${'a'}::text AS a, (${inner}) AS bc, ${'d'}::text AS d`;
    expect(await run(database, asked)).toEqual([{ a: 'a', bc: 'bc', d: 'd' }]);
  });

  it('treats a value as a value, whatever it contains', async () => {
    const hostile = "'; DROP TABLE things; -- $1 ${x}";
    await inTurn(database, TURN, (tx) => runTogether(tx, [box(1)], thing(1, hostile)));
    expect(await names()).toEqual([hostile]);
  });

  it('is planned once per connection, whatever its values', async () => {
    await inTurn(database, TURN, async (tx) => {
      for (const value of [1, 2, 3]) await run(tx, sql`SELECT ${value}::int AS only_here`);
      const [row] = await run<{ n: number }>(
        tx,
        sql`SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement LIKE '%AS only_here'`,
      );
      expect(row).toEqual({ n: 1 });
    });
  });
});

describe('writes that run together', () => {
  it("may refer to each other, and the last one's rows are returned", async () => {
    const answer = await inTurn(database, TURN, (tx) =>
      runTogether<{ name: string }>(tx, [thing(1, 'early'), box(1)], thing(1, 'late')),
    );
    expect(answer).toEqual([{ name: 'late' }]);
    expect((await names()).sort()).toEqual(['early', 'late']);
  });

  it('run in order after the last one, and so do their triggers', async () => {
    const say = (what: string) => sql`INSERT INTO sayings (what) VALUES (${what})`;
    const sayAgain = sql`UPDATE sayings SET what = 'again' WHERE what = 'before' RETURNING id`;
    await run(database, say('before'));
    await inTurn(database, TURN, (tx) => runTogether(tx, [say('one'), say('two'), say('three')], sayAgain));
    const said = await run<{ what: string }>(database, sql`SELECT what FROM sayings_told ORDER BY id`);
    expect(said.map(({ what }) => what)).toEqual(['before', 'again', 'one', 'two', 'three']);
  });

  it('all fail if one does', async () => {
    const failing = inTurn(database, TURN, (tx) => runTogether(tx, [box(1), box(1)], thing(1, 'lost')));
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await names()).toEqual([]);
  });
});

describe('writes that need a row', () => {
  const move = (id: number, why: string) =>
    needed(sql`UPDATE boxes SET count = count + 1 WHERE id = ${id} RETURNING id`, () => new Error(why));

  it('fail with the reason of the first that found none, and everything is rolled back', async () => {
    await run(database, box(1));
    const parts = [thing(1, 'lost'), move(1, 'there'), move(2, 'missing'), move(3, 'missing too')];
    const refused = inTurn(database, TURN, (tx) => writeTogether(tx, parts));
    await expect(refused).rejects.toThrow(/^missing$/);
    expect(await names()).toEqual([]);
    expect(await run(database, sql`SELECT count FROM boxes`)).toEqual([{ count: 0 }]);
  });

  it('come before all others, so that contended rows are locked first', async () => {
    await run(database, sql`TRUNCATE sayings, sayings_told`);
    await run(database, sql`INSERT INTO sayings (what) VALUES ('one'), ('two')`);
    const say = (what: string) => sql`INSERT INTO sayings (what) VALUES (${what})`;
    const sayAgain = (what: string) =>
      needed(
        sql`UPDATE sayings SET what = what || '!' WHERE what = ${what} RETURNING id`,
        () => new Error(what),
      );
    const parts = [say('three'), sayAgain('two'), say('four'), sayAgain('one')];
    await inTurn(database, TURN, (tx) => writeTogether(tx, parts));
    const told = await run<{ what: string }>(database, sql`SELECT what FROM sayings_told ORDER BY id`);
    expect(told.map(({ what }) => what)).toEqual(['one', 'two', 'two!', 'one!', 'three', 'four']);
  });
});

it('a statement with relaxed durability does not change how others commit', async () => {
  const durable = sql`SELECT current_setting('synchronous_commit') AS now`;
  const [during] = await run<{ now: string }>(
    database,
    sql`SELECT current_setting('synchronous_commit') AS now FROM (SELECT ${forgettable} AS done OFFSET 0) AS set
        WHERE done`,
  );
  expect(during).toEqual({ now: 'off' });
  for (let n = 0; n < 20; n += 1) expect(await run(database, durable)).toEqual([{ now: 'on' }]);
});

describe('inTurn', () => {
  it('runs work with a common key one after another, each seeing what the last one did', async () => {
    await run(database, box(1));
    const knowing = sql`SELECT count FROM boxes WHERE id = 1`;
    const countOne = (others: bigint[]) =>
      inTurn<{ count: number }, unknown>(
        database,
        { keys: [...others, ...TURN.keys, ...others], knowing },
        (tx, [seen]) => run(tx, sql`UPDATE boxes SET count = ${seen!.count + 1} WHERE id = 1`),
      );
    await Promise.all(Array.from({ length: 20 }, (_, n) => countOne([BigInt(n % 3), -BigInt(n % 5)])));
    expect(await run(database, sql`SELECT count FROM boxes`)).toEqual([{ count: 20 }]);
  });

  it('undoes work that fails, and releases its locks', async () => {
    const failing = inTurn(database, TURN, async (tx) => {
      await run(tx, box(2));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await expect(inTurn(database, TURN, (tx) => run(tx, box(2)))).resolves.toEqual([]);
  });

  it('does nothing without its locks, and says that it did not get them', async () => {
    const holder = database.createQueryRunner();
    const isLocked = await holder.query(`SELECT true FROM pg_advisory_lock(${TURN.keys[0]})`);
    const late = inTurn(database, TURN, (tx) => run(tx, box(3)));
    await expect(late).rejects.toMatchObject({ code: '55P03' });
    await holder.query('SELECT pg_advisory_unlock_all()');
    await holder.release();
    expect(isLocked).toHaveLength(1);
    expect(await run(database, sql`SELECT FROM boxes`)).toEqual([]);
    await expect(inTurn(database, TURN, (tx) => run(tx, box(3)))).resolves.toEqual([]);
  });
});
