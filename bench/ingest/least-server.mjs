/**
 * The least that a server on Node.js can do for an event: read the request, store one row, answer. No signature, no
 * deduplication by content, no queue. The rate of one connection is what Node.js leaves of PostgreSQL's rate.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

const INSERT = {
  name: 'insert',
  text: `
    INSERT INTO inbox_events
      (id, source, delivery_id, delivery_key, type, kind, email_id, occurred_at, payload, status, due_at, finished_at)
    VALUES (uuidv7(), 'resend', $1, $2, 'email.received', 'received', $3, now(), $4, 'received',
      now() + interval '5 seconds', NULL)`,
};
const BODY = JSON.stringify({ received: true });

const server = createServer((request, response) => {
  const chunks = [];
  request
    .on('data', (chunk) => chunks.push(chunk))
    .on('end', async () => {
      const id = randomUUID();
      const values = [
        `msg_${id}`,
        createHash('sha256').update(id).digest(),
        id,
        Buffer.concat(chunks).toString(),
      ];
      await pool.query({ ...INSERT, values });
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': BODY.length })
        .end(BODY);
    });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
