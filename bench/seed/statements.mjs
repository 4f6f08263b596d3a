/** A pseudo-random number from 0 to `count` - 1, the same in every run. */
const hash = (key, count) => `(abs(hashint8(${key})::bigint) % ${count})`;

/** A UUIDv7 with a given time. */
const uuidOf = (at, key) => `(
  lpad(to_hex((extract(epoch FROM ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${key}), 1, 3)
  || '8' || substr(md5(${key}), 4, 15))::uuid`;

/** Tables for texts, people and messages, and an aggregate; all dropped at the end. */
export const SCAFFOLD = [
  'CREATE UNLOGGED TABLE seed_phrases (n int PRIMARY KEY, text text NOT NULL, words tsvector NOT NULL)',
  'CREATE UNLOGGED TABLE seed_subjects (n int PRIMARY KEY, text text NOT NULL, words tsvector NOT NULL)',
  `CREATE UNLOGGED TABLE seed_people (
     n int PRIMARY KEY, id uuid NOT NULL, name text NOT NULL, address text NOT NULL, words tsvector NOT NULL)`,
  `CREATE UNLOGGED TABLE seed_messages (
     n bigint, ticket_n int, place int, at timestamptz, phrases int[], words tsvector)`,
  "CREATE AGGREGATE seed_union (tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '')",
];

export const DEMOLITION = [
  'DROP AGGREGATE seed_union (tsvector)',
  'DROP TABLE seed_phrases, seed_subjects, seed_people, seed_messages',
];

export const MAILBOXES = `
  INSERT INTO mailboxes (id, name, address)
  SELECT ${uuidOf("'2023-01-01'::timestamptz", "'mailbox' || n")}, name, lower(name) || '@desk.example'
  FROM unnest(ARRAY['Support', 'Returns', 'Billing', 'Sales', 'Press']) WITH ORDINALITY AS mailbox(name, n)`;

export const CONTACTS = [
  'INSERT INTO contacts (id, name) SELECT id, name FROM seed_people',
  'INSERT INTO contact_addresses (address, contact_id, is_primary) SELECT address, id, true FROM seed_people',
];

/** Tickets $1 to $2 of $3, spread evenly over three years; most are closed, some were changed lately. */
export const TICKETS = `
  INSERT INTO tickets (id, number, root_id, mailbox_id, mailbox_ids, requester_id, subject, status, priority, assignee,
                       tags, created_at, updated_at, ended_at)
  OVERRIDING SYSTEM VALUE
  SELECT made.id, made.n, made.id, mailbox_id, ARRAY[mailbox_id], person.id, subject.text, status,
         CASE WHEN ${hash('made.n + 5', 10)} = 0 THEN 'high' ELSE 'normal' END,
         CASE WHEN ${hash('made.n + 6', 5)} > 0 THEN 'agent-' || ${hash('made.n + 7', 30)} END,
         ARRAY(SELECT DISTINCT 'tag-' || floor(40 ^ (${hash('made.n * 4 + one', 1000)} / 1000.0))
               FROM generate_series(1, ${hash('made.n + 8', 4)}) AS one),
         at, at + interval '1 minute' * ${hash('made.n + 9', 43_200)},
         CASE WHEN status IN ('solved', 'closed') THEN at + interval '30 days' END
  FROM (SELECT n, at, ${uuidOf('at', "'ticket' || n")} AS id,
               (ARRAY['open', 'pending', 'spam', 'solved', 'solved', 'closed'])[1 + least(${hash('n + 1', 18)}, 5)]
                 AS status
        FROM (SELECT n, now() - interval '3 years' + interval '2.9 years' * (n::float8 / $3) AS at
              FROM generate_series($1::bigint, $2::bigint) AS n) AS moment) AS made
  JOIN seed_people AS person ON person.n = ${hash('made.n + 2', '(SELECT count(*) FROM seed_people)')}
  JOIN seed_subjects AS subject ON subject.n = ${hash('made.n + 3', '(SELECT count(*) FROM seed_subjects)')}
  JOIN (SELECT id AS mailbox_id, row_number() OVER (ORDER BY id) - 1 AS place FROM mailboxes) AS mailbox
    ON mailbox.place = ${hash('made.n + 4', 6)}`;

export const PARTICIPANTS = `
  INSERT INTO ticket_participants (ticket_id, address)
  SELECT ticket.id, person.address FROM tickets AS ticket JOIN seed_people AS person ON person.id = ticket.requester_id
  WHERE ticket.number BETWEEN $1 AND $2`;

/** One to 2 × $3 - 1 messages for each ticket: $3 on average. */
export const MESSAGES_TO_BE = `
  INSERT INTO seed_messages (n, ticket_n, place, at, phrases, words)
  SELECT made.*, one.words || two.words || three.words
           || array_to_tsvector(ARRAY['order', to_char(made.n, 'FM00000000')])
  FROM (SELECT ticket.number * 64 + place AS n, ticket.number AS ticket_n, place,
               ticket.created_at + (ticket.updated_at - ticket.created_at) * (place::float8 / (2 * $3)) AS at,
               ARRAY(SELECT ${hash('ticket.number * 256 + place * 4 + slot', '(SELECT count(*) FROM seed_phrases)')}
                     FROM generate_series(1, 3) AS slot) AS phrases
        FROM tickets AS ticket,
             generate_series(0, ${hash('ticket.number + 10', '(2 * $3 - 1)')}) AS place
        WHERE ticket.number BETWEEN $1 AND $2) AS made
  JOIN seed_phrases AS one ON one.n = made.phrases[1]
  JOIN seed_phrases AS two ON two.n = made.phrases[2]
  JOIN seed_phrases AS three ON three.n = made.phrases[3]`;

/** Questions and answers alternate. */
export const MESSAGES = `
  INSERT INTO messages (id, ticket_id, mailbox_id, direction, from_name, from_address, "to", cc, reply_to, subject,
    message_id, in_reply_to, "references", sent_at, received_at, text, reply_text, signature, quoted_text,
    classification, reports, defects, trace, headers, source)
  SELECT ${uuidOf('made.at', "'message' || made.n")}, ticket.id, ticket.mailbox_id,
         CASE WHEN is_answer THEN 'outbound' ELSE 'inbound' END,
         CASE WHEN is_answer THEN 'Support' ELSE person.name END,
         CASE WHEN is_answer THEN 'support@desk.example' ELSE person.address END,
         CASE WHEN is_answer THEN jsonb_build_array(jsonb_build_object('name', person.name, 'address', person.address))
              ELSE '[{"name":"Support","address":"support@desk.example"}]' END,
         '[]', '[]', ticket.subject, made.n || '@mail.example', '{}', '{}', made.at, made.at, body, body, '', '',
         '{"kind":"human","reason":"no_automatic_sign"}', '[]', '{}', '[]', '[]', 'seed'
  FROM (SELECT made.*, made.place % 2 = 1 AS is_answer,
               concat_ws(E'.\\n', one.text, two.text, three.text, 'Order ' || to_char(made.n, 'FM00000000')) AS body
        FROM seed_messages AS made
        JOIN seed_phrases AS one ON one.n = made.phrases[1]
        JOIN seed_phrases AS two ON two.n = made.phrases[2]
        JOIN seed_phrases AS three ON three.n = made.phrases[3]
        WHERE made.ticket_n BETWEEN $1 AND $2) AS made
  JOIN tickets AS ticket ON ticket.number = made.ticket_n
  JOIN seed_people AS person ON person.id = ticket.requester_id`;

/** The timeline: opened, answered once for each answer, solved. */
export const EVENTS = `
  INSERT INTO ticket_events (id, ticket_id, at, kind, actor, data)
  SELECT ${uuidOf('at', 'kind || key')}, ticket_id, at, kind, 'admin', data
  FROM (SELECT id AS ticket_id, number AS key, created_at AS at, 'opened' AS kind, '{}'::jsonb AS data
        FROM tickets WHERE number BETWEEN $1 AND $2
        UNION ALL
        SELECT ticket.id, made.n, made.at, 'reply_written', '{}'
        FROM seed_messages AS made JOIN tickets AS ticket ON ticket.number = made.ticket_n
        WHERE made.ticket_n BETWEEN $1 AND $2 AND made.place % 2 = 1
        UNION ALL
        SELECT id, number, ended_at, 'changed', '{"status":{"from":"open","to":"solved"}}'
        FROM tickets WHERE number BETWEEN $1 AND $2 AND ended_at IS NOT NULL) AS fact`;

/** As filing leaves them: one document per ticket, in the order of the last change. */
export const DOCUMENTS = `
  INSERT INTO search_documents (ticket_id, generation, words)
  SELECT ticket.id, ticket.generation, said.words || subject.words || person.words
  FROM (SELECT id, number, subject, requester_id, ((row_number() OVER (ORDER BY updated_at, id) - 1) / 8192)::int
          AS generation FROM tickets) AS ticket
  JOIN seed_people AS person ON person.id = ticket.requester_id
  JOIN (SELECT text, words FROM seed_subjects) AS subject ON subject.text = ticket.subject
  JOIN (SELECT ticket_n, seed_union(words) AS words FROM seed_messages WHERE ticket_n BETWEEN $1 AND $2
        GROUP BY ticket_n) AS said ON said.ticket_n = ticket.number`;

/** Sets the sequences to continue after these rows. */
export const SEQUENCES = [
  `SELECT setval(pg_get_serial_sequence('tickets', 'number'), (SELECT max(number) FROM tickets))`,
  `SELECT setval('search_positions', (SELECT count(*) FROM search_documents))`,
];
