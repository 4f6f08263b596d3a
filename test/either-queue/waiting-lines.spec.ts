import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { WireGate } from '../support/wire-gate.js';
import { type Answer, Service, WEBHOOK_SECRET } from '../support/service.js';
import { signed } from '../support/sign.js';

/** Number of events of one source that may wait: more than one commit takes. */
const ROOM = 70;
/** Commits in progress at once; here each takes one event before the others arrive. */
const UNDER_WAY = 2;

const body = JSON.stringify({ type: 'email.opened', created_at: '2026-11-21T09:00:00.000Z', data: {} });

let gate: WireGate;
let service: Service;
beforeEach(async () => {
  const databaseUrl = await createDatabase();
  gate = await new WireGate().before(databaseUrl);
  const settings = { PRISTINESEND_WEBHOOK_SECRET: WEBHOOK_SECRET, MAX_WAITING_EVENTS: String(ROOM) };
  service = await Service.start({ env: { ...settings, DATABASE_URL: gate.databaseUrl }, role: 'api' });
  gate.close();
});
afterEach(async () => {
  gate?.open();
  await service?.stop();
  gate?.remove();
});

/** Sends events of a source and reports each answer as it comes. */
class Sender {
  readonly refusals: Answer[] = [];
  private readonly answers: Promise<Answer>[] = [];

  constructor(private readonly source: string) {}

  send(count: number): void {
    for (let n = 0; n < count; n += 1) this.answers.push(this.sendOne());
  }

  private async sendOne(): Promise<Answer> {
    const request = { raw: body, headers: signed(body), key: null };
    const answer = await service.call('POST', `/webhooks/${this.source}`, request);
    if (answer.status !== 200) this.refusals.push(answer);
    return answer;
  }

  /** Sends one more than may wait: once one is refused, all others wait. */
  async fillRoom(): Promise<void> {
    this.send(ROOM + 1);
    await eventually(() => Promise.resolve(this.refusals.length > 0 ? true : null));
  }

  async statuses(): Promise<Record<number, number>> {
    const counts: Record<number, number> = {};
    for (const { status } of await Promise.all(this.answers)) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }
}

/** Both commits are in progress, each with one event of this source. */
async function occupyCommits(sender: Sender): Promise<void> {
  for (let n = 1; n <= UNDER_WAY; n += 1) {
    sender.send(1);
    await eventually(() => Promise.resolve(gate.waiting === n ? true : null));
  }
}

it('a webhook that finds its line full is answered 503 with Retry-After and not stored; one that waits is stored', async () => {
  const resend = new Sender('resend');
  await occupyCommits(resend);
  await resend.fillRoom();
  const [refusal] = resend.refusals;
  expect(refusal).toMatchObject({ status: 503, body: { type: '/problems/inbox-overloaded' } });
  expect(refusal!.headers.get('retry-after')).toBe('5');

  gate.open();
  expect(await resend.statuses()).toEqual({ 200: UNDER_WAY + ROOM, 503: 1 });
  expect(await service.count('inbox_events')).toBe(UNDER_WAY + ROOM);
  resend.send(1);
  expect(await resend.statuses()).toEqual({ 200: UNDER_WAY + ROOM + 1, 503: 1 });
});

it("a source that floods takes neither another's room nor its turn", async () => {
  const flood = new Sender('resend');
  const other = new Sender('pristinesend');
  await occupyCommits(flood);
  await flood.fillRoom();
  await other.fillRoom();
  expect([flood.refusals.length, other.refusals.length]).toEqual([1, 1]);

  gate.open();
  expect(await flood.statuses()).toEqual({ 200: UNDER_WAY + ROOM, 503: 1 });
  expect(await other.statuses()).toEqual({ 200: ROOM, 503: 1 });
  // rows of a commit share a transaction: the flood came first but got no more places in any of them
  const commits = await service.sql<{ flood: number; other: number }>(
    `SELECT count(*) FILTER (WHERE source = 'resend')::int AS flood,
            count(*) FILTER (WHERE source = 'pristinesend')::int AS other
     FROM inbox_events GROUP BY xmin HAVING count(*) > 1`,
  );
  expect(commits.map(({ flood: n }) => n)).toEqual(commits.map(({ other: n }) => n));
  expect(commits.reduce((sum, { other: n }) => sum + n, 0)).toBe(ROOM);
});
