import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditLog1763690000032 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        at timestamptz(3) NOT NULL DEFAULT now(),
        actor text NOT NULL,
        action text NOT NULL,
        object text NOT NULL,
        status int,
        address text NOT NULL,
        request_id text NOT NULL,
        body_sha256 text
      )`);
    await db.query('CREATE INDEX audit_log_actor ON audit_log (actor, id)');
    await db.query('CREATE INDEX audit_log_object ON audit_log (object, id)');
    // Only retention may remove entries, and it declares so in its transaction.
    await db.query(`
      CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND current_setting('postroom.retention', true) = 'on' THEN RETURN OLD; END IF;
          RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'insufficient_privilege';
        END
      $$`);
    await db.query(`
      CREATE TRIGGER audit_log_rows_stay BEFORE UPDATE OR DELETE ON audit_log
      FOR EACH ROW EXECUTE FUNCTION audit_log_is_append_only()`);
    await db.query(`
      CREATE TRIGGER audit_log_table_stays BEFORE TRUNCATE ON audit_log
      FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE audit_log');
    await db.query('DROP FUNCTION audit_log_is_append_only()');
  }
}
