import type { MigrationInterface, QueryRunner } from 'typeorm';

const RANDOM = 'gen_random_uuid()';
const BY_TIME = 'uuid_v7()';

/**
 * The ids that the database makes, for notifications and deliveries, are UUIDv7 like all others (contract). PostgreSQL
 * has such a function only since 18. This one puts the time in milliseconds into the first 48 bits of a random UUID and
 * sets two more bits, which turns version 4 into 7.
 *
 * @see RFC 9562 §5.7
 */
export class NotificationIds1763690000190 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
        SELECT encode(set_bit(set_bit(
          overlay(uuid_send(gen_random_uuid()) PLACING
            substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
          52, 1), 53, 1), 'hex')::uuid
      $$`);
    await replaceIds(db, RANDOM, BY_TIME);
  }

  async down(db: QueryRunner): Promise<void> {
    await replaceIds(db, BY_TIME, RANDOM);
    await db.query('DROP FUNCTION uuid_v7()');
  }
}

/** Replaces how the function makes ids. */
async function replaceIds(db: QueryRunner, before: string, after: string): Promise<void> {
  const [{ source }] = (await db.query(
    `SELECT prosrc AS source FROM pg_proc WHERE oid = 'notify_webhooks(text, jsonb)'::regprocedure`,
  )) as [{ source: string }];
  if (!source.includes(before)) throw new Error('notify_webhooks is not as migration 33 made it.');
  await db.query(
    `CREATE OR REPLACE FUNCTION notify_webhooks(what text, details jsonb) RETURNS void LANGUAGE sql
     AS $$${source.replaceAll(before, after)}$$`,
  );
}
