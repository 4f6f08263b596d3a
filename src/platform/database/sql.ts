import { hash } from 'node:crypto';
import type pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/** SQL with its values: a statement, or part of a larger one. */
export class Sql {
  constructor(
    /** One more than there are values: the text before, between and after them. */
    readonly texts: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

/** An inserted value becomes a parameter, or part of the text if it is `Sql`. */
export function sql(texts: TemplateStringsArray, ...inserted: unknown[]): Sql {
  const joined = [texts[0]!];
  const values: unknown[] = [];
  const append = (text: string) => joined.push(joined.pop()! + text);
  inserted.forEach((value, index) => {
    if (value instanceof Sql) {
      append(value.texts[0]!);
      joined.push(...value.texts.slice(1));
      values.push(...value.values);
    } else {
      joined.push('');
      values.push(value);
    }
    append(texts[index + 1]!);
  });
  return new Sql(joined, values);
}

/** Our own text, such as a list of columns; never outside input. */
export const verbatim = (text: string): Sql => new Sql([text], []);

/** @param row values by column; `json` and `jsonb` as text */
export function insertingRow(table: string, row: Record<string, unknown>): Sql {
  const columns = Object.keys(row).map((column) => `"${column}"`);
  const values = Object.values(row).map((value) => sql`${value}`);
  const listed = values.reduce((all, value) => sql`${all}, ${value}`);
  return sql`INSERT INTO ${verbatim(`${table} (${columns.join(', ')})`)} VALUES (${listed})`;
}

/**
 * Runs a statement that each connection plans once instead of every time: for few different texts that run often.
 *
 * @param db a transaction, or the data source for a statement that is its own transaction
 */
export async function run<Row>(db: DataSource | EntityManager, statement: Sql): Promise<Row[]> {
  const client = db instanceof DataSource ? poolOf(db) : await clientOf(db);
  const { rows } = await client.query(prepared(statement));
  return rows as Row[];
}

/** The same for a pg connection. */
export function prepared(statement: Sql): pg.QueryConfig {
  const { text, values } = numbered(statement);
  return { name: nameOf(text), text, values };
}

/** A write that must match a row: if it matches none, nothing of its statement may be committed. */
export class Needed extends Sql {
  constructor(
    part: Sql,
    /** The error if there is no such row. */
    readonly refusal: () => Error,
  ) {
    super(part.texts, part.values);
  }
}

/** @param part with a `RETURNING` */
export const needed = (part: Sql, refusal: () => Error): Needed => new Needed(part, refusal);

/**
 * True; and if the statement is its own transaction, its commit does not wait for the disk. For data that a crash of
 * the database may forget (PostgreSQL, 28.4).
 */
export const forgettable = sql`set_config('synchronous_commit', 'off', true) = 'off'`;

/**
 * Runs writes as one statement: all happen or none. Each sees the data as it was before, so none sees what another
 * does; references between their rows are checked at the end (PostgreSQL, 7.8.4). The last one runs first, then the
 * parts in order, and so do their triggers: what they report to webhooks is read in that order.
 *
 * @returns the rows of the last one
 */
export function runTogether<Row>(tx: EntityManager, parts: readonly Sql[], last: Sql): Promise<Row[]> {
  if (parts.length === 0) return run(tx, last);
  // PostgreSQL runs parts that nobody reads from the end of the list (es_auxmodifytables in its source)
  const named = parts.map((part, index) => sql`${verbatim(`part_${index} AS (`)}${part})`).toReversed();
  return run(tx, sql`WITH ${named.reduce((all, part) => sql`${all}, ${part}`)} ${last}`);
}

/**
 * Runs writes as one statement that returns nothing. Needed ones run first, in order, so that rows others wait for are
 * locked in that order too; then all others.
 *
 * @throws the refusal of the first needed part that matched no row; the transaction must then roll back
 */
export async function writeTogether(tx: EntityManager, parts: readonly Sql[]): Promise<void> {
  if (parts.length === 0) return;
  const checks = parts.flatMap((part, index) =>
    part instanceof Needed ? [{ refusal: part.refusal, isMet: `EXISTS (SELECT FROM part_${index})` }] : [],
  );
  const answer = verbatim(`SELECT ARRAY[${checks.map(({ isMet }) => isMet).join(', ')}]::boolean[] AS met`);
  const [row] = await runTogether<{ met: boolean[] }>(tx, parts, answer);
  const missed = row!.met.indexOf(false);
  if (missed !== -1) throw checks[missed]!.refusal();
}

/** An object used in several places, such as an array, is sent once. */
function numbered({ texts, values }: Sql): { text: string; values: unknown[] } {
  const sent: unknown[] = [];
  const numbers = values.map((value) => {
    const known = typeof value === 'object' && value !== null ? sent.indexOf(value) : -1;
    return known === -1 ? sent.push(value) : known + 1;
  });
  const text = texts.map((part, index) => (index === 0 ? part : `$${numbers[index - 1]}${part}`)).join('');
  return { text, values: sent };
}

const names = new Map<string, string>();

/** The same text has the same name on every connection. */
export function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = hash('sha256', text).slice(0, 32)));
  return name;
}

/** TypeORM's own pool and connection: its query runner does not support prepared statements. */
const poolOf = (database: DataSource) => (database.driver as PostgresDriver).master as pg.Pool;
const clientOf = (tx: EntityManager): Promise<pg.PoolClient> =>
  tx.queryRunner!.connect() as Promise<pg.PoolClient>;
