import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sentMailEvent, tell } from './support/delivery-events.js';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

const DAY_MS = 24 * 3600 * 1000;
const dayName = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** Yesterday's noon: a day that is over. */
const NOON = Date.parse(`${dayName(Date.now() - DAY_MS)}T12:00:00.000Z`);
const YESTERDAY = dayName(NOON);
const TODAY = dayName(NOON + DAY_MS);

let service: Service;
let mailboxId: string;
beforeAll(async () => {
  service = await Service.start({ env: { STATS_ROLLUP_SECONDS: '1' } });
  mailboxId = await makeMailbox(service, { name: 'Returns', address: 'returns@desk.example' });
});
afterAll(() => service?.stop());

/** A UUIDv7 of that time. */
let serial = 0;
const idAt = (ms: number) => {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${(serial += 1).toString(16).padStart(12, '0')}`;
};

/** A ticket opened, answered and solved yesterday, that many seconds after its opening. */
async function playTicket(answeredAfter: number | null, solvedAfter: number | null): Promise<void> {
  const { outcome } = await service.handIn(plainMail({ to: 'returns@desk.example' }));
  const id = outcome.ticket_id as string;
  await service.sql('UPDATE tickets SET created_at = $2 WHERE id = $1', [id, new Date(NOON)]);
  const happened = (seconds: number, kind: string, data: object = {}) =>
    service.sql(
      'INSERT INTO ticket_events (id, ticket_id, at, kind, actor, data) VALUES ($1, $2, $3, $4, $5, $6)',
      [idAt(NOON + seconds * 1000), id, new Date(NOON + seconds * 1000), kind, 'admin', data],
    );
  if (answeredAfter !== null) {
    await happened(answeredAfter, 'reply_written');
    await happened(answeredAfter + 60, 'reply_written');
  }
  if (solvedAfter !== null)
    await happened(solvedAfter, 'changed', { status: { from: 'open', to: 'solved' } });
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
type Line = any;
const day = (name: string, isComplete: (line: Line) => boolean) =>
  eventually(async () => {
    const { data } = await service.get(`/v1/stats?since=${name}&until=${name}`);
    return isComplete(data[0]) ? data[0] : null;
  });

/** Today's line; two if midnight passes meanwhile. */
const today = (isComplete: (lines: Line[]) => boolean): Promise<Line[]> =>
  eventually(async () => {
    const { data } = await service.get(`/v1/stats?since=${TODAY}`);
    return isComplete(data) ? data : null;
  });
const total = (lines: Line[], figure: (line: Line) => number) =>
  lines.reduce((sum, line) => sum + figure(line), 0);

describe('GET /v1/stats', () => {
  it('has a line for each day, newest first, by default for the last thirty, even if nothing happened', async () => {
    const { now, first, second } = await eventually(async () => {
      const now = Date.now();
      const first = await service.get('/v1/stats?limit=20');
      const second = await service.get(`/v1/stats?limit=20&cursor=${first.next_cursor}`);
      return dayName(now) === dayName(Date.now()) ? { now, first, second } : null;
    });
    const days = [...first.data, ...second.data].map((line: { day: string }) => line.day);
    expect(days).toEqual(Array.from({ length: 31 }, (_, ago) => dayName(now - ago * DAY_MS)));
    expect(second.has_more).toBe(false);
    expect(second.data.at(-1)).toMatchObject({ updated_at: null, received: 0, mailboxes: [] });
  });

  it('counts within seconds what arrives today, in total and by mailbox', async () => {
    await service.handIn(plainMail({ to: 'returns@desk.example' }));
    await service.handIn(plainMail({ to: 'somebody@desk.example' }));
    const lines = await today((all) => total(all, ({ received }) => received) === 2);
    expect(total(lines, ({ tickets }) => tickets)).toBe(2);
    expect(total(lines, ({ processing }) => processing.count)).toBe(2);
    expect(lines.find(({ received }) => received > 0).processing.p99_ms).toEqual(expect.any(Number));
    const mailboxes = lines.flatMap((line) => line.mailboxes);
    expect(mailboxes).toHaveLength(2);
    expect(mailboxes).toContainEqual(
      expect.objectContaining({ mailbox_id: mailboxId, received: 1, tickets: 1 }),
    );
  });

  it('gives the times to first answers and solutions on the day these happened', async () => {
    await playTicket(600, 3_600);
    await playTicket(1_200, null);
    await playTicket(6_000, 7_200);
    await service.sql('INSERT INTO stats_days (day) VALUES ($1)', [YESTERDAY]); // as if it had just been noticed
    const line = await day(YESTERDAY, ({ updated_at }) => updated_at !== null);
    const expected = {
      tickets: 0,
      first_response: { count: 3, median_seconds: 1_200, p90_seconds: 5_040 },
      resolution: { count: 2, median_seconds: 5_400, p90_seconds: 6_840 },
    };
    expect(line).toMatchObject(expected);
    expect(line.mailboxes).toEqual([{ mailbox_id: mailboxId, received: 0, ...expected }]);
  });

  it('counts bounces and complaints on the day they happened, however late they are reported', async () => {
    const at = new Date(NOON);
    const mails = Array.from({ length: 9 }, (_, n) => `delivered-${n}`);
    for (const email_id of mails) await tell(service, sentMailEvent('email.delivered', { email_id, at }));
    await tell(service, sentMailEvent('email.complained', { email_id: mails[0]!, at }));
    await tell(
      service,
      sentMailEvent('email.bounced', {
        at,
        to: ['lee@out.example'],
        data: { bounce: { type: 'Permanent', subType: 'NoEmail' } },
      }),
    );
    const line = await day(YESTERDAY, ({ sending }) => sending.bounced === 1);
    expect(line.sending).toEqual({
      sent: 0,
      delivered: 9,
      bounced: 1,
      complained: 1,
      bounce_rate: 0.1,
      complaint_rate: 0.1111,
    });
    const lines = await today((all) => total(all, ({ suppressions }) => suppressions.added) === 2);
    expect(total(lines, ({ suppressions }) => suppressions.released)).toBe(0);
    expect(total(lines, ({ suppressions }) => suppressions.growth)).toBe(2);
  });

  it('gives the same result when a day is added up again', async () => {
    const before = await day(YESTERDAY, ({ updated_at }) => updated_at !== null);
    await service.sql('UPDATE stats_days SET is_stale = true');
    const after = await day(YESTERDAY, ({ updated_at }) => updated_at > before.updated_at);
    expect({ ...after, updated_at: null }).toEqual({ ...before, updated_at: null });
  });

  it('is available as CSV: a line for the day, then one for each mailbox', async () => {
    const csv = await service.call('GET', `/v1/stats/export?since=${YESTERDAY}&until=${YESTERDAY}`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [header, ...lines] = csv.bytes.toString().trimEnd().split('\r\n');
    expect(header).toMatch(/^day,mailbox_id,received,tickets,first_responses,/);
    expect(lines).toEqual([
      `${YESTERDAY},,0,0,3,1200,5040,2,5400,6840,0,9,1,1,0.1,0.1111,0,0,0,,,`,
      `${YESTERDAY},${mailboxId},0,0,3,1200,5040,2,5400,6840,,,,,,,,,,,,`,
    ]);
  });

  it('adds up a day even if a later one fails', async () => {
    const [later, earlier] = [dayName(NOON - 100 * DAY_MS), dayName(NOON - 101 * DAY_MS)];
    await service.sql(`
      CREATE FUNCTION refuse_day() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'too large'; END $$`);
    await service.sql(`
      CREATE TRIGGER refuse_day BEFORE UPDATE ON stats_days FOR EACH ROW
      WHEN (NEW.day = '${later}' AND NOT NEW.is_stale) EXECUTE FUNCTION refuse_day()`);
    await service.sql('INSERT INTO stats_days (day) VALUES ($1), ($2)', [later, earlier]);
    await eventually(async () => {
      const [row] = await service.sql('SELECT is_stale FROM stats_days WHERE day = $1', [earlier]);
      return row!.is_stale ? null : true;
    });
    await service.sql('DELETE FROM stats_days WHERE day = ANY($1)', [[later, earlier]]);
  });

  it.each(['since=yesterday', 'until=2026-02-30', 'since=2026-1-1', 'cursor=WyIiLCJ4Il0', 'day=today'])(
    'refuses ?%s with 422',
    async (query) => {
      expect((await service.call('GET', `/v1/stats?${query}`)).status).toBe(422);
    },
  );
});
