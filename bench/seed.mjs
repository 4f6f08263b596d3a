import { createHash } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../dist/cli/open-database.js';
import { readConfig } from '../dist/platform/config/read-config.js';
import { migrate } from '../dist/platform/database/migrate.js';
import { migrateQueue } from '../dist/platform/queue/queue-backend.js';
import { SCHEMA } from '../dist/schema.js';
import { wordsOf } from '../dist/tickets/search/words.js';
import * as sql from './seed/statements.mjs';
import { FIRST_NAMES, Writer } from './seed/words.mjs';
import { note } from './support/note.mjs';

const PHRASES = 50_000;
const PHRASE_WORDS = 10;
const SUBJECTS = 10_000;
const SUBJECT_WORDS = 4;
/** Average tickets per person. */
const TICKETS_A_PERSON = 3;
const ROWS_A_STATEMENT = 5_000;
/** Tickets per statement. */
const TICKETS_A_STATEMENT = 50_000;
const CONNECTIONS = 2;

/** For each connection; `replica` disables foreign keys and triggers. */
const SETTINGS = {
  maintenance_work_mem: '1GB',
  work_mem: '256MB',
  synchronous_commit: 'off',
  session_replication_role: 'replica',
  jit: 'off',
};

/** Fills the database given by DATABASE_URL or DATA_DIR with made-up tickets. For trials only. */
export async function seed({ tickets, messages }) {
  const config = readConfig(process.env);
  const { database, close } = await openDatabase(config);
  try {
    const { url } = database.options;
    await migrate(url, SCHEMA, config.redisUrl === null ? migrateQueue : null);
    const seconds = await fill(url, { tickets, messages });
    return { rows: [[`${tickets} tickets, about ${messages} messages, seconds`, seconds]] };
  } finally {
    await close();
  }
}

/**
 * Writes tickets into a migrated database that has none, without the service but as it would: the same columns, the
 * same words in the search documents. Indexes are built after the rows; foreign keys are not checked.
 *
 * @returns seconds
 */
export async function fill(url, { tickets, messages }) {
  const startedAt = performance.now();
  const options = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, options: options.join(' ') });
  try {
    const { rows } = await pool.query('SELECT EXISTS (SELECT FROM tickets) AS used');
    if (rows[0].used) throw new Error('The database has tickets already: seed an empty one.');
    for (const statement of [...sql.SCAFFOLD, sql.MAILBOXES]) await pool.query(statement);
    await writeTexts(pool);
    await writePeople(pool, Math.ceil(tickets / TICKETS_A_PERSON));
    const restore = await withoutIndexes(pool, [
      'messages',
      'tickets',
      'search_documents',
      'ticket_events',
      'ticket_participants',
    ]);
    const perTicket = Math.max(1, Math.round(messages / tickets));
    await inRanges(pool, tickets, sql.TICKETS, [tickets]);
    await pool.query('ANALYZE tickets');
    await inRanges(pool, tickets, sql.PARTICIPANTS);
    await inRanges(pool, tickets, sql.MESSAGES_TO_BE, [perTicket]);
    await pool.query('CREATE INDEX ON seed_messages (ticket_n)');
    await pool.query('ANALYZE seed_messages');
    note('messages');
    await inRanges(pool, tickets, sql.MESSAGES);
    note('events');
    await inRanges(pool, tickets, sql.EVENTS);
    note('search documents');
    await inRanges(pool, tickets, sql.DOCUMENTS);
    note('indexes');
    await inTurns(restore, (statement) => pool.query(statement));
    for (const statement of [...sql.SEQUENCES, ...sql.DEMOLITION]) await pool.query(statement);
    note('statistics');
    await pool.query('VACUUM (ANALYZE)');
    return Math.round((performance.now() - startedAt) / 1000);
  } finally {
    await pool.end();
  }
}

async function writeTexts(pool) {
  const writer = new Writer(1);
  for (const [table, count, words] of [
    ['seed_phrases', PHRASES, PHRASE_WORDS],
    ['seed_subjects', SUBJECTS, SUBJECT_WORDS],
  ]) {
    // numbered, so that no two are equal
    const texts = Array.from({ length: count }, (_, n) => `${writer.sentence(words)} ${n}`);
    await insert(
      pool,
      `${table} (n, text, words)`,
      ['int', 'text', 'words'],
      [texts.map((_, n) => n), texts, texts.map(indexed)],
    );
  }
}

async function writePeople(pool, count) {
  const writer = new Writer(2);
  const people = Array.from({ length: count }, (_, n) => {
    const [first, last] = [writer.pick(FIRST_NAMES), writer.surname()];
    return { n, name: `${first} ${last}`, address: `${first}.${last}.${n}@mail-${n % 997}.example` };
  });
  await insert(
    pool,
    'seed_people (n, id, name, address, words)',
    ['int', 'uuid', 'text', 'text', 'words'],
    [
      people.map(({ n }) => n),
      people.map(({ n }) => uuidOf(n)),
      people.map(({ name }) => name),
      people.map(({ address }) => address),
      people.map(({ name, address }) => indexed(`${name}\n${address}`)),
    ],
  );
  for (const statement of sql.CONTACTS) await pool.query(statement);
}

const uuidOf = (n) => createHash('md5').update(`person ${n}`).digest('hex');

/** A row's words as one text, because PostgreSQL has no arrays of arrays of different lengths. */
const indexed = (text) => wordsOf(text).join(' ');

async function insert(pool, target, types, columns) {
  const selected = types.map((type, at) =>
    type === 'words' ? `array_to_tsvector(string_to_array(row.c${at}, ' '))` : `row.c${at}`,
  );
  const arrays = types.map((type, at) => `$${at + 1}::${type === 'words' ? 'text' : type}[]`);
  const names = types.map((_, at) => `c${at}`);
  for (let from = 0; from < columns[0].length; from += ROWS_A_STATEMENT) {
    await pool.query(
      `INSERT INTO ${target} SELECT ${selected} FROM unnest(${arrays}) AS row(${names})`,
      columns.map((column) => column.slice(from, from + ROWS_A_STATEMENT)),
    );
  }
}

/** Drops the indexes that belong to no constraint. @returns the statements that create them again */
async function withoutIndexes(pool, tables) {
  const { rows } = await pool.query(
    `SELECT index.indexrelid::regclass::text AS name, pg_get_indexdef(index.indexrelid) AS definition
     FROM pg_index AS index LEFT JOIN pg_constraint AS owner ON owner.conindid = index.indexrelid
     WHERE index.indrelid = ANY($1::regclass[]) AND owner.oid IS NULL`,
    [tables],
  );
  for (const { name } of rows) await pool.query(`DROP INDEX ${name}`);
  // GIN indexes, the largest, first
  return rows.map(({ definition }) => definition).sort((a, b) => b.includes('gin') - a.includes('gin'));
}

async function inRanges(pool, tickets, statement, more = []) {
  const starts = [];
  for (let from = 1; from <= tickets; from += TICKETS_A_STATEMENT) starts.push(from);
  await inTurns(starts, (from) =>
    pool.query(statement, [from, Math.min(tickets, from + TICKETS_A_STATEMENT - 1), ...more]),
  );
}

/** In order, as many at a time as there are connections. */
async function inTurns(items, work) {
  const waiting = [...items];
  const take = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, take));
}
