/**
 * The worker that one would write in an afternoon: takes a job, fetches the mail, parses it, inserts ticket, message
 * and attachments. No lease, no thread, no deduplication, no limits: it may lose or double mails.
 */
import { createPostgresBackend, Queue, runMigrations, setDefaultBackendFactory, Worker } from 'bullmq';
import { simpleParser } from 'mailparser';
import pg from 'pg';

const { DATABASE_URL, RESEND_BASE_URL, RESEND_API_KEY, CONCURRENCY } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 16 });
await pool.query(`
  CREATE TABLE tickets (id bigserial PRIMARY KEY, subject text, requester text, created_at timestamptz DEFAULT now());
  CREATE TABLE messages (id bigserial PRIMARY KEY, ticket_id bigint REFERENCES tickets, email_id text, body text,
                         html text, headers jsonb);
  CREATE TABLE attachments (id bigserial PRIMARY KEY, message_id bigint REFERENCES messages, filename text,
                            content_type text, content bytea)`);
const client = await pool.connect();
await runMigrations(client, 'bullmq');
client.release();

setDefaultBackendFactory(createPostgresBackend);
const connection = { connectionString: DATABASE_URL, schema: 'bullmq', max: 16 };
const queue = new Queue('mails', { connection });

async function fetchMail(emailId) {
  const headers = { authorization: `Bearer ${RESEND_API_KEY}` };
  const answer = await fetch(`${RESEND_BASE_URL}/emails/receiving/${emailId}`, { headers });
  const { raw } = await answer.json();
  return Buffer.from(await (await fetch(raw.download_url)).arrayBuffer());
}

async function insertMail(emailId, mail) {
  const ticket = await pool.query('INSERT INTO tickets (subject, requester) VALUES ($1, $2) RETURNING id', [
    mail.subject,
    mail.from?.text,
  ]);
  const message = await pool.query(
    'INSERT INTO messages (ticket_id, email_id, body, html, headers) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [ticket.rows[0].id, emailId, mail.text, mail.html || null, JSON.stringify(mail.headerLines)],
  );
  for (const { filename, contentType, content } of mail.attachments) {
    await pool.query(
      'INSERT INTO attachments (message_id, filename, content_type, content) VALUES ($1, $2, $3, $4)',
      [message.rows[0].id, filename, contentType, content],
    );
  }
}

const work = async ({ data: { email_id: emailId } }) =>
  insertMail(emailId, await simpleParser(await fetchMail(emailId)));
const worker = new Worker('mails', work, { connection, concurrency: Number(CONCURRENCY) });
await worker.waitUntilReady();

let left = 0;
worker.on('failed', (_job, error) => process.send({ error: error.message }));
worker.on('completed', () => {
  left -= 1;
  if (left === 0) process.send({ done: true });
});
process.on('message', ({ emailIds }) => {
  left = emailIds.length;
  void queue.addBulk(emailIds.map((id) => ({ name: 'mail', data: { email_id: id } })));
});
process.send({ port: null });
