/**
 * The webhook receiver that one would write in an afternoon, from the documentation of its four libraries: verify,
 * insert, add a job, answer 200. It loses the job if the queue fails after the insert; the benchmark ignores that.
 */
import { createPostgresBackend, Queue, runMigrations, setDefaultBackendFactory } from 'bullmq';
import express from 'express';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';

const { DATABASE_URL, WEBHOOK_SECRET } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 16 });
await pool.query(
  `CREATE TABLE IF NOT EXISTS webhook_events
     (id text PRIMARY KEY, type text NOT NULL, payload jsonb NOT NULL, received_at timestamptz DEFAULT now())`,
);
const client = await pool.connect();
await runMigrations(client, 'bullmq');
client.release();

setDefaultBackendFactory(createPostgresBackend);
const queue = new Queue('webhooks', {
  connection: { connectionString: DATABASE_URL, schema: 'bullmq', max: 16 },
});
await queue.waitUntilReady();

const webhook = new Webhook(WEBHOOK_SECRET);
const app = express();

app.post('/webhooks/resend', express.raw({ type: 'application/json' }), async (request, response) => {
  const id = request.headers['svix-id'];
  let event;
  try {
    event = webhook.verify(request.body, {
      'webhook-id': id,
      'webhook-timestamp': request.headers['svix-timestamp'],
      'webhook-signature': request.headers['svix-signature'],
    });
  } catch {
    return response.status(401).json({ error: 'invalid signature' });
  }
  const { rowCount } = await pool.query(
    'INSERT INTO webhook_events (id, type, payload) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
    [id, event.type, event],
  );
  if (rowCount === 1) await queue.add('webhook', { id }, { jobId: id, removeOnComplete: true });
  response.json({ received: true });
});

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
