import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

const FIRST = 'flood@customer.example';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

/** 1,600 words of 60 three-byte letters each, different in every flood. */
const flood = (n: number) =>
  Array.from({ length: 1_600 }, (_, word) => `${n}x${word}`.padEnd(60, 'ა')).join(' ');

const found = async (q: string): Promise<string[]> =>
  (await service.get(`/v1/tickets?q=${encodeURIComponent(q)}`)).data.map(({ id }: { id: string }) => id);

const answer = (body: string) =>
  service.handIn(plainMail({ headers: [`In-Reply-To: <${FIRST}>`], body }), {});

/** The ticket still accepts mail and changes. */
async function isWellFiled(ticketId: string, name: string): Promise<void> {
  expect(await answer('Anything else?')).toMatchObject({
    status: 'processed',
    outcome: { ticket_id: ticketId },
  });
  const note = await service.call('POST', `/v1/tickets/${ticketId}/notes`, { body: { text: 'Note' } });
  expect(note.status).toBe(201);
  const renamed = await service.call('PATCH', `/v1/tickets/${ticketId}`, { body: { subject: name } });
  expect(renamed.status).toBe(200);
  expect(await found(name)).toEqual([ticketId]);
}

describe('a ticket flooded with long words', () => {
  it('still accepts mail and can be found by it', async () => {
    const { outcome } = await service.handIn(plainMail({ messageId: FIRST, body: flood(0) }));
    for (const n of [1, 2, 3, 4]) {
      expect(await answer(flood(n))).toMatchObject({
        status: 'processed',
        outcome: { kind: 'ticket_continued', ticket_id: outcome.ticket_id },
      });
      expect(await found('4x1599ააააა')).toEqual(n === 4 ? [outcome.ticket_id] : []);
    }
    expect(await found(`4x1599${'ა'.repeat(54)}`)).toEqual([outcome.ticket_id]);
    await isWellFiled(outcome.ticket_id, 'Christened');
  });

  it('does so even if it was flooded before words were shortened', async () => {
    const [{ id }] = (await service.get('/v1/tickets')).data;
    await service.sql(
      `UPDATE search_documents SET words = (
         SELECT array_to_tsvector(array_agg(rpad(n::text, 60, 'ა'))) FROM generate_series(1, 5700) AS n
       ) WHERE ticket_id = $1`,
      [id],
    );
    expect(await answer(flood(5))).toMatchObject({ status: 'processed', outcome: { ticket_id: id } });
    await isWellFiled(id, 'Rechristened');
  });
});

it('other requests are answered while the words of a long conversation are indexed again', async () => {
  const { outcome } = await service.handIn(plainMail({ subject: 'Long story' }));
  await service.sql(
    `INSERT INTO messages SELECT (jsonb_populate_record(message, jsonb_build_object(
       'id', gen_random_uuid(), 'event_id', NULL, 'raw_sha256', NULL, 'text', repeat('The parcel has not arrived, as I wrote. ', 2500)))).*
     FROM messages AS message, generate_series(1, 499) WHERE message.id = $1`,
    [outcome.message_id],
  );
  const began = performance.now();
  const body = { subject: 'Long story, told again' };
  const renaming = service.call('PATCH', `/v1/tickets/${outcome.ticket_id}`, { body });
  let took = 0;
  void renaming.finally(() => (took = performance.now() - began));
  let longest = 0;
  while (took === 0) {
    const asked = performance.now();
    await service.get('/health/live');
    longest = Math.max(longest, performance.now() - asked);
  }
  expect((await renaming).status).toBe(200);
  expect(await found('arrived')).toEqual([outcome.ticket_id]);
  expect(longest).toBeLessThan(took / 4);
});
