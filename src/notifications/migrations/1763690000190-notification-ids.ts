import type { MigrationInterface, QueryRunner } from 'typeorm';

const RANDOM = 'gen_random_uuid()';
const BY_TIME = 'uuid_v7()';

/**
 * Ids of notifications and deliveries, which the database makes, are UUIDv7 as all others are (contract). PostgreSQL has a
 * function of its own only since 18: here the first 48 bits of a random UUID become the time in milliseconds, and two more
 * bits turn version 4 into 7.
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

/** The function as it is, but for how it makes ids. */
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
