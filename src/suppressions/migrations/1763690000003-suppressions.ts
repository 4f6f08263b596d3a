import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FIRST_POLICY } from '../policy/default-policy.js';

export class Suppressions1763690000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What other programs ask for: one row per address and scope that ever had evidence, folded from it.
    await db.query(`
      CREATE TABLE suppressions (
        address text COLLATE "C" NOT NULL,
        scope text COLLATE "C" NOT NULL,
        is_suppressed boolean NOT NULL DEFAULT false,
        reason text,
        evidence_id uuid,
        created_at timestamptz,
        expires_at timestamptz,
        refold_at timestamptz,
        ended_at timestamptz,
        released_at timestamptz,
        provider_released_at timestamptz,
        policy_version int,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (address, scope)
      )`);
    await db.query(`
      CREATE INDEX suppressions_newest ON suppressions (created_at DESC, address, scope) WHERE is_suppressed`);
    await db.query(
      'CREATE INDEX suppressions_refold ON suppressions (refold_at) WHERE refold_at IS NOT NULL',
    );
    // The reasons, append-only. key identifies the origin, so that processing it twice gives one piece of evidence.
    await db.query(`
      CREATE TABLE suppression_evidence (
        id uuid PRIMARY KEY,
        address text COLLATE "C" NOT NULL,
        scope text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        reason text CHECK (reason IN ('bounce', 'complaint', 'manual', 'provider')),
        occurred_at timestamptz NOT NULL,
        expires_at timestamptz,
        source text NOT NULL,
        event_id uuid,
        email_id text,
        bounce_type text,
        bounce_subtype text,
        diagnostic_code text,
        note text,
        policy_version int NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (address, scope, key)
      )`);
    await db.query(`
      CREATE INDEX suppression_evidence_email ON suppression_evidence (email_id) WHERE email_id IS NOT NULL`);
    await db.query(`
      CREATE INDEX suppression_evidence_apart ON suppression_evidence (kind, occurred_at)
      WHERE kind IN ('infrastructure', 'content_refusal')`);
    await db.query(`
      CREATE TABLE suppression_history (
        id uuid PRIMARY KEY,
        address text COLLATE "C" NOT NULL,
        scope text COLLATE "C" NOT NULL,
        action text NOT NULL,
        reason text,
        actor text NOT NULL,
        event_id uuid,
        note text,
        at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX suppression_history_address ON suppression_history (address, id)');
    // The latest sign of life of each kind; kept for every address, because a bounce may be reported later.
    await db.query(`
      CREATE TABLE suppression_life_signs (
        address text COLLATE "C" NOT NULL,
        kind text NOT NULL CHECK (kind IN ('delivered', 'authenticated_mail')),
        at timestamptz NOT NULL,
        event_id uuid,
        PRIMARY KEY (address, kind)
      )`);
    // Bounces and complaints that do not say which of several recipients they mean; they suppress nobody.
    await db.query(`
      CREATE TABLE ambiguous_reports (
        event_id uuid PRIMARY KEY,
        source text NOT NULL,
        email_id text,
        kind text NOT NULL,
        reason text,
        recipients text[] NOT NULL,
        bounce_type text,
        bounce_subtype text,
        diagnostic_code text,
        occurred_at timestamptz NOT NULL,
        settled_address text COLLATE "C",
        settled_by uuid
      )`);
    await db.query('CREATE INDEX ambiguous_reports_email ON ambiguous_reports (source, email_id)');
    await db.query(`
      CREATE INDEX ambiguous_reports_settled ON ambiguous_reports (settled_address)
      WHERE settled_address IS NOT NULL`);
    // What we know of the providers' own lists. A row stays when its address is removed, and keeps the time of that.
    await db.query(`
      CREATE TABLE provider_suppressions (
        source text COLLATE "C" NOT NULL,
        address text COLLATE "C" NOT NULL,
        origin text NOT NULL,
        is_present boolean NOT NULL,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        pushed_at timestamptz,
        refusal text,
        seen_in uuid,
        PRIMARY KEY (source, address)
      )`);
    await db.query(`
      CREATE TABLE suppression_mirror_runs (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        requested_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        alive_at timestamptz,
        finished_at timestamptz,
        result jsonb,
        error text
      )`);
    await db.query(`
      CREATE UNIQUE INDEX suppression_mirror_runs_open ON suppression_mirror_runs (source)
      WHERE finished_at IS NULL`);
    await db.query(`
      CREATE TABLE suppression_policies (
        version int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        body jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by text NOT NULL
      )`);
    await db.query('INSERT INTO suppression_policies (body, created_by) VALUES ($1, $2)', [
      FIRST_POLICY,
      'postroom',
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE suppression_policies, suppression_mirror_runs, provider_suppressions, ambiguous_reports, suppression_life_signs, suppression_history, suppression_evidence,
         suppressions`,
    );
  }
}
