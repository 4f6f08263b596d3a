import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents per generation: few enough to sort all hits among them, many enough to keep the generations few. */
const GENERATION_SIZE = 8192;

/**
 * One document for each ticket. Documents belong to generations in the order in which their tickets were last changed:
 * the words in the index begin with the generation, so that a search can go from the newest generation back and stop
 * when its page is full, whatever the number of tickets and however frequent a word.
 */
export class SearchDocuments1763690000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE SEQUENCE search_positions MINVALUE 0 START 0');
    await db.query(`
      CREATE FUNCTION newest_search_generation() RETURNS int LANGUAGE sql STABLE AS
        'SELECT (last_value / ${GENERATION_SIZE})::int FROM search_positions'`);
    await db.query(`
      CREATE FUNCTION next_search_generation() RETURNS int LANGUAGE sql VOLATILE AS
        $$ SELECT (nextval('search_positions') / ${GENERATION_SIZE})::int $$`);
    await db.query(`
      CREATE FUNCTION search_vector(generation int, words tsvector) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
          SELECT array_to_tsvector(string_to_array(
            generation || ' ' || array_to_string(tsvector_to_array(words), E'\\x1f' || generation || ' '), E'\\x1f'))
        $$`);
    await db.query(`
      CREATE TABLE search_documents (
        ticket_id uuid PRIMARY KEY REFERENCES tickets ON DELETE CASCADE,
        generation int NOT NULL,
        words tsvector NOT NULL
      )`);
    await db.query(`
      INSERT INTO search_documents (ticket_id, generation, words)
      SELECT ticket_id, next_search_generation(), words
      FROM (SELECT entry.ticket_id, array_to_tsvector(array_agg(DISTINCT word)) AS words
            FROM search_entries AS entry, unnest(tsvector_to_array(entry.words)) AS word
            GROUP BY entry.ticket_id) AS document
      JOIN tickets ON tickets.id = document.ticket_id
      ORDER BY tickets.updated_at, tickets.id`);
    // a short pending list: every search reads all of it
    await db.query(`
      CREATE INDEX search_documents_words ON search_documents USING gin (search_vector(generation, words))
      WITH (gin_pending_list_limit = 256)`);
    await db.query('DROP TABLE search_entries');
    await this.followChanges(db);
    await db.query(`
      CREATE INDEX tickets_status_created ON tickets (status, created_at DESC, id DESC) WHERE merged_into IS NULL`);
  }

  /** Every change of a ticket moves its document to the newest generation. */
  private async followChanges(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION tickets_move_search_document() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE search_documents SET generation = next_search_generation()
          WHERE ticket_id = NEW.id AND generation < newest_search_generation();
          RETURN NULL;
        END
      $$`);
    await db.query(`
      CREATE TRIGGER tickets_changed_search AFTER UPDATE OF updated_at ON tickets
      FOR EACH ROW WHEN (OLD.updated_at IS DISTINCT FROM NEW.updated_at)
      EXECUTE FUNCTION tickets_move_search_document()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX tickets_status_created');
    await db.query('DROP FUNCTION tickets_move_search_document() CASCADE');
    await db.query('DROP TABLE search_documents');
    await db.query('DROP FUNCTION search_vector(int, tsvector)');
    await db.query('DROP FUNCTION next_search_generation()');
    await db.query('DROP FUNCTION newest_search_generation()');
    await db.query('DROP SEQUENCE search_positions');
  }
}
