import type { MigrationInterface, QueryRunner } from 'typeorm';

const TRIGGERS = [
  'tickets_created_notify',
  'tickets_updated_notify',
  'messages_notify',
  'suppressions_notify',
  'inbox_events_notify',
];

const READ_FIRST = 'DECLARE changed jsonb := to_jsonb(NEW);\n        BEGIN\n';
const LOOK_FIRST = `DECLARE changed jsonb;
        BEGIN
          IF NOT EXISTS (SELECT FROM webhook_endpoints WHERE is_enabled) THEN RETURN NULL; END IF;
          changed := to_jsonb(NEW);
`;

/**
 * Converts a row to JSON only if somebody listens: the row of a mail is large, and converting it costs as much as
 * storing it.
 */
export class NotifyListeners1763690000171 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const name of TRIGGERS) await replaceIn(db, name, READ_FIRST, LOOK_FIRST);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of TRIGGERS) await replaceIn(db, name, LOOK_FIRST, READ_FIRST);
  }
}

/** Replaces one part of the function. */
async function replaceIn(db: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ source }] = (await db.query('SELECT prosrc AS source FROM pg_proc WHERE oid = $1::regproc', [
    name,
  ])) as [{ source: string }];
  if (!source.includes(before)) throw new Error(`${name} is not as migration 31 made it.`);
  await db.query(
    `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$${source.replace(before, after)}$$`,
  );
}
