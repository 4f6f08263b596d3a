import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bounceMail } from './support/bounce-mail.js';
import { sentMailEvent, tell } from './support/delivery-events.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

const MANY = 20_000;
/** Far more than one mail needs, and far fewer than there are. */
const FEW = 2_000;

const NEWSLETTER = 'newsletter@shop.example';
const MONITOR = 'monitor@customer.example';

let service: Service;
/** A ticket of the monitor that mentions the newsletter, as many others do. */
let mentioning: { ticket_id: string; message_id: string };
beforeAll(async () => {
  service = await Service.start();
  const raw = plainMail({ from: MONITOR, headers: [`References: <${NEWSLETTER}>`] });
  mentioning = (await service.handIn(raw)).outcome;
});
afterAll(() => service?.stop());

/** What the sessions have reported doing with a table; they report with a delay. */
async function reported(table: string): Promise<{ inserted: number; written: number; visited: number }> {
  const [row] = await service.sql<{ inserted: string; written: string; visited: string }>(
    `SELECT n_tup_ins AS inserted, n_tup_ins + n_tup_upd AS written, seq_tup_read + idx_tup_fetch AS visited
     FROM pg_stat_user_tables WHERE relname = $1`,
    [table],
  );
  const { inserted, written, visited } = row!;
  return { inserted: Number(inserted), written: Number(written), visited: Number(visited) };
}

/**
 * Counts the rows of a table that are read during an action that writes to it. By then PostgreSQL knows how many rows
 * there are.
 */
async function visits(table: string, act: () => Promise<unknown>): Promise<number> {
  await service.sql('ANALYZE');
  const there = await service.count(table);
  const before = await eventually(async () => {
    const now = await reported(table);
    return now.inserted >= there ? now : null;
  });
  await act();
  const after = await eventually(async () => {
    const now = await reported(table);
    return now.written > before.written ? now : null;
  });
  return after.visited - before.visited;
}

const copies = (table: string, change: string) =>
  `INSERT INTO ${table} SELECT (jsonb_populate_record(known, jsonb_build_object(${change}))).*
   FROM ${table} AS known, generate_series(1, ${MANY})`;

it('a mail costs the same however many mails its sender has sent within the hour', async () => {
  const raw =
    "'id', gen_random_uuid(), 'event_id', gen_random_uuid(), 'raw_sha256', NULL, 'received_at', now()";
  await service.sql(`${copies('messages', raw)} WHERE known.id = $1`, [mentioning.message_id]);
  const arrives = () => service.handIn(plainMail({ from: MONITOR }));
  expect(await visits('messages', arrives)).toBeLessThan(FEW);
});

it('a mail costs the same however many messages its ticket has, where a new subject opens a new ticket', async () => {
  const [catchAll] = (await service.get('/v1/mailboxes')).data;
  const body = { on_subject_change: 'split' };
  await service.call('PATCH', `/v1/mailboxes/${catchAll.id}`, { body });
  const { message_id, subject } = await service.get(`/v1/messages/${mentioning.message_id}`);
  const answer = { from: MONITOR, subject, headers: [`In-Reply-To: <${message_id}>`] };
  const joins = async () =>
    expect((await service.handIn(plainMail(answer))).outcome).toMatchObject({
      kind: 'ticket_continued',
      ticket_id: mentioning.ticket_id,
    });
  expect(await visits('messages', joins)).toBeLessThan(FEW);
  await service.call('PATCH', `/v1/mailboxes/${catchAll.id}`, { body: { on_subject_change: 'join' } });
});

it('a report whose mail becomes known later costs the same however many mails there are', async () => {
  const recipient = 'slow@mail.example';
  await service.handIn(bounceMail({ recipient, originalMessageId: 'late@ses.example' }));
  const told = { email_id: 'late', message_id: 'late@ses.example', to: [recipient] };
  const tells = () => tell(service, sentMailEvent('email.sent', told));
  expect(await visits('messages', tells)).toBeLessThan(FEW);
  expect(await service.get(`/v1/suppressions/${recipient}`)).toMatchObject({ reason: 'bounce' });
});

it('a mail costs the same however many tickets mention the message that it mentions', async () => {
  const id = "'id', copy.id, 'root_id', copy.id, 'number', nextval('tickets_number_seq')";
  await service.sql(
    `WITH copy AS (SELECT gen_random_uuid() AS id FROM generate_series(1, ${MANY})),
          ticket AS (INSERT INTO tickets OVERRIDING SYSTEM VALUE
                     SELECT (jsonb_populate_record(known, jsonb_build_object(${id}))).*
                     FROM tickets AS known, copy WHERE known.id = $1),
          participant AS (INSERT INTO ticket_participants SELECT id, $2 FROM copy)
     INSERT INTO ticket_message_ids (ticket_id, message_id_hash, is_own)
     SELECT copy.id, message_id_hash, false FROM copy, ticket_message_ids AS known
     WHERE known.ticket_id = $1 AND NOT known.is_own`,
    [mentioning.ticket_id, MONITOR],
  );
  const mentions = (from: string) => () =>
    service.handIn(plainMail({ from, headers: [`In-Reply-To: <${NEWSLETTER}>`] }));
  for (const table of ['tickets', 'ticket_message_ids']) {
    expect(await visits(table, mentions('stranger@customer.example'))).toBeLessThan(FEW);
    expect(await visits(table, mentions(MONITOR))).toBeLessThan(FEW);
  }
});
